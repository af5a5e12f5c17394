/** The sliding end of a browser's session: it lasts seven days from the last day on which it was used. */
import { Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Actor } from "../../http/authentication.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { extendSession } from "./sessions.store.ts";

const PROLONG_BELOW_MS = 6 * 24 * 60 * 60 * 1_000;

/**
 * A token for the next seven days, once the present one is a day old; null while it is fresh.
 *
 * @throws {Refusal} session_ended when the session ended meanwhile
 */
export async function prolongSession(
  { db, tokens }: { db: Db; tokens: SessionTokens },
  actor: Actor,
): Promise<{ token: string; expiresAt: Date } | null> {
  if (actor.expiresAt.getTime() - Date.now() > PROLONG_BELOW_MS) return null;
  const session = await db.transaction().execute((tx) => extendSession(tx, actor.sessionId));
  if (session === null) throw new Refusal("session_ended");
  return { token: await tokens.sign(actor.user, actor.sessionId, session.expiresAt), expiresAt: session.expiresAt };
}
