/**
 * The news that sessions have ended, by sign-out, revocation or expiry (A3). What this process ends is announced at once after
 * its commit; what other processes end, and what expires, is found by looking at the database more often than once a second.
 */
import type { Db } from "../../database/connection.ts";
import type { SessionEndReason } from "../../http/authentication.ts";
import type { Log } from "../../log.ts";
import { deleteOldSessions, listEndedSessions } from "./sessions.store.ts";

type Listener = (sessionIds: readonly string[], reason: SessionEndReason) => void;

export interface SessionEndings {
  /** Call right after the commit that ended them. */
  announce(sessionIds: readonly string[], reason: SessionEndReason): void;
  /** True for what was announced lately, however little time has passed. */
  hasEnded(sessionId: string): boolean;
  listen(listener: Listener): void;
  start(): void;
  stop(): void;
}

const LOOK_INTERVAL_MS = 700;
const CLEANUP_INTERVAL_MS = 60 * 60 * 1_000;
/** Looks overlap by this much: a session ends at its transaction's start and is seen ended only from its commit on. */
const OVERLAP_MS = 30_000;

export function createSessionEndings(db: Db, log: Log): SessionEndings {
  const listeners: Listener[] = [];
  const announcedAt = new Map<string, number>();
  let lookTimer: NodeJS.Timeout | undefined;
  let cleanupTimer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let lastLook = Date.now();

  function announce(sessionIds: readonly string[], reason: SessionEndReason): void {
    const news = sessionIds.filter((id) => !announcedAt.has(id));
    if (news.length === 0) return;
    for (const id of news) announcedAt.set(id, Date.now());
    for (const listener of listeners) {
      try {
        listener(news, reason);
      } catch (error) {
        log.error({ err: error }, "a listener to ended sessions failed");
      }
    }
  }

  async function look(): Promise<void> {
    const startedAt = Date.now();
    const ended = await listEndedSessions(db, (startedAt - lastLook + OVERLAP_MS) / 1_000);
    const idsOf = (isRevoked: boolean) => ended.filter((row) => row.isRevoked === isRevoked).map((row) => row.id);
    announce(idsOf(true), "revoked");
    announce(idsOf(false), "expired");
    for (const [id, at] of announcedAt) if (at < lastLook - 2 * OVERLAP_MS) announcedAt.delete(id);
    lastLook = startedAt;
  }

  async function lookAgainAndAgain(): Promise<void> {
    await look().catch((error) => {
      if (isRunning) log.warn({ err: error }, "could not look for ended sessions; trying again");
    });
    if (isRunning) lookTimer = setTimeout(lookAgainAndAgain, LOOK_INTERVAL_MS).unref();
  }

  function cleanUp(): void {
    db.transaction()
      .execute(deleteOldSessions)
      .catch((error) => log.warn({ err: error }, "could not delete old sessions; trying again in an hour"));
  }

  return {
    announce,
    hasEnded: (sessionId) => announcedAt.has(sessionId),
    listen: (listener) => listeners.push(listener),
    start() {
      if (isRunning) return;
      isRunning = true;
      lookTimer = setTimeout(lookAgainAndAgain, LOOK_INTERVAL_MS).unref();
      cleanupTimer = setInterval(cleanUp, CLEANUP_INTERVAL_MS).unref();
    },
    stop() {
      isRunning = false;
      clearTimeout(lookTimer);
      clearInterval(cleanupTimer);
    },
  };
}
