/** A new session for somebody who has just signed in. A person has a limited number of them; the oldest make room. */
import { randomUUID } from "node:crypto";
import type { Me, SignedIn } from "@oschat/protocol";
import type { Db, Transaction } from "../../database/connection.ts";
import type { SessionEndings } from "./session-endings.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { endOldestSessions, insertSession } from "./sessions.store.ts";

const MAX_LIVE_SESSIONS = 50;

/** @param start.device what the person will recognise it by */
export async function startSession(
  { db, tokens, endings }: { db: Db; tokens: SessionTokens; endings: SessionEndings },
  start: { user: Me; device: string },
): Promise<SignedIn & { expiresAt: Date }> {
  const { id, expiresAt, ended } = await db.transaction().execute((tx) => openSession(tx, start));
  endings.announce(ended, "revoked");
  return { user: start.user, sessionId: id, expiresAt, token: await tokens.sign(start.user, id, expiresAt) };
}

/** `ended` are the sessions that made room. */
export async function openSession(
  tx: Transaction,
  { user, device }: { user: Me; device: string },
): Promise<{ id: string; expiresAt: Date; ended: string[] }> {
  const id = randomUUID();
  const { expiresAt } = await insertSession(tx, { id, userId: user.id, device });
  return { id, expiresAt, ended: await endOldestSessions(tx, user.id, MAX_LIVE_SESSIONS) };
}
