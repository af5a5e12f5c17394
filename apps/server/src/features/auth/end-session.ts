/** Ending sessions: signing out, and ending one's sessions elsewhere. All who hold a socket open learn of it at once (A3). */
import { Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Actor } from "../../http/authentication.ts";
import type { SessionEndings } from "./session-endings.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { endOtherSessions, endSession } from "./sessions.store.ts";

interface Dependencies {
  db: Db;
  endings: SessionEndings;
}

/** Signs out. Whatever the token is worth by now, afterwards nobody is signed in by it. */
export async function signOut(
  { db, endings, tokens }: Dependencies & { tokens: SessionTokens },
  token: string,
): Promise<void> {
  const session = await tokens.verify(token).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (session === null) return;
  await db.transaction().execute((tx) => endSession(tx, session.userId, session.sessionId));
  endings.announce([session.sessionId], "signed_out");
}

/** @throws {Refusal} not_found when the person has no such live session */
export async function revokeSession({ db, endings }: Dependencies, actor: Actor, sessionId: string): Promise<void> {
  const hasEnded = await db.transaction().execute((tx) => endSession(tx, actor.user.id, sessionId));
  if (!hasEnded) throw new Refusal("not_found");
  endings.announce([sessionId], "revoked");
}

export async function revokeOtherSessions({ db, endings }: Dependencies, actor: Actor): Promise<void> {
  const ended = await db.transaction().execute((tx) => endOtherSessions(tx, actor.user.id, actor.sessionId));
  endings.announce(ended, "revoked");
}
