/** A new session for somebody who has just signed in. A person has a limited number of them; the oldest make room. */
import { randomUUID } from "node:crypto";
import type { Me, SignedIn } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { SessionEndings } from "./session-endings.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { endOldestSessions, insertSession } from "./sessions.store.ts";

const MAX_LIVE_SESSIONS = 50;

/** @param start.device what the person will recognise it by */
export async function startSession(
  { db, tokens, endings }: { db: Db; tokens: SessionTokens; endings: SessionEndings },
  start: { user: Me; device: string },
): Promise<SignedIn & { expiresAt: Date }> {
  const id = randomUUID();
  const { expiresAt, ended } = await db.transaction().execute(async (tx) => {
    const session = await insertSession(tx, { id, userId: start.user.id, device: start.device });
    return { ...session, ended: await endOldestSessions(tx, start.user.id, MAX_LIVE_SESSIONS) };
  });
  endings.announce(ended, "revoked");
  return { user: start.user, sessionId: id, expiresAt, token: await tokens.sign(start.user, id, expiresAt) };
}
