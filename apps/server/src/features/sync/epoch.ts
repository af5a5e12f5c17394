/** The epoch: a random id that a restore from backup renews, so that clients drop what they hold (S6). */
import type { Db } from "../../database/connection.ts";

const FRESH_FOR_MS = 10_000;

/** A reader that asks the database at most every few seconds: a restore may happen under a running server. */
export function createEpochReader(db: Db, now: () => number = Date.now): () => Promise<string> {
  let latest: { epoch: Promise<string>; askedAt: number } | null = null;

  async function read(): Promise<string> {
    return (await db.selectFrom("server_state").select("epoch").executeTakeFirstOrThrow()).epoch;
  }

  return () => {
    if (latest !== null && now() - latest.askedAt < FRESH_FOR_MS) return latest.epoch;
    const mine = { epoch: read(), askedAt: now() };
    latest = mine;
    mine.epoch.catch(() => {
      if (latest === mine) latest = null;
    });
    return mine.epoch;
  };
}
