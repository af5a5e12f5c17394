/**
 * From a token to the person and their session. The session's row decides, read at most a second ago; what this process ends
 * is refused at once (A3). Names and pictures come from the account, so that they are fresh, not from the token.
 */
import { Refusal } from "@oschat/protocol";
import { askTogether } from "../../database/ask-together.ts";
import type { Db } from "../../database/connection.ts";
import type { Actor, Authenticator } from "../../http/authentication.ts";
import type { Log } from "../../log.ts";
import type { ProfileChanges } from "./profile-changes.ts";
import type { SessionEndings } from "./session-endings.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { findLiveSessions, noteSessionUses } from "./sessions.store.ts";

const CACHE_MS = 1_000;

interface Dependencies {
  db: Db;
  tokens: SessionTokens;
  endings: SessionEndings;
  profileChanges: Pick<ProfileChanges, "listen">;
  log: Log;
}

export function createAuthenticator({ db, tokens, endings, profileChanges, log }: Dependencies): Authenticator {
  const findLiveSession = askTogether((ids: string[]) => findLiveSessions(db, ids));
  const noteUse = askTogether(async (ids: string[]) => {
    await db.transaction().execute((tx) => noteSessionUses(tx, ids));
    return new Map<string, void>();
  });
  const cache = new Map<string, { readAt: number; actor: Promise<Actor> }>();
  endings.listen((sessionIds) => {
    for (const id of sessionIds) cache.delete(id);
  });
  profileChanges.listen(() => cache.clear());

  async function read(sessionId: string): Promise<Actor> {
    const session = await findLiveSession(sessionId);
    if (session === undefined) throw new Refusal("session_ended");
    if (session.isUseStale) {
      noteUse(sessionId).catch((error) => log.warn({ err: error, sessionId }, "could not note the use of a session"));
    }
    return { user: session.user, sessionId, expiresAt: session.expiresAt };
  }

  /** The oldest come first. */
  function forgetStale(): void {
    for (const [id, { readAt }] of cache) {
      if (performance.now() - readAt < CACHE_MS) return;
      cache.delete(id);
    }
  }

  /** Put into the cache before the answer is there: an ending announced meanwhile takes it out again. */
  function readCached(sessionId: string): Promise<Actor> {
    const cached = cache.get(sessionId);
    if (cached !== undefined && performance.now() - cached.readAt < CACHE_MS) return cached.actor;
    forgetStale();
    const entry = { readAt: performance.now(), actor: read(sessionId) };
    cache.set(sessionId, entry);
    entry.actor.catch(() => {
      if (cache.get(sessionId) === entry) cache.delete(sessionId);
    });
    return entry.actor;
  }

  return {
    async authenticate(token) {
      const { userId, sessionId } = await tokens.verify(token);
      const actor = await readCached(sessionId);
      if (actor.user.id !== userId) throw new Refusal("not_signed_in");
      if (endings.hasEnded(sessionId) || actor.expiresAt.getTime() <= Date.now()) throw new Refusal("session_ended");
      return actor;
    },
    hasIssued: (token) =>
      tokens.verify(token).then(
        () => true,
        () => false,
      ),
    isLive: async (sessionId) => (await findLiveSession(sessionId)) !== undefined,
    onSessionsEnded: endings.listen,
  };
}
