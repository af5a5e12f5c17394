/** The epoch: a random id that a restore from backup renews, so that clients drop what they hold (S6). */
import type { Db } from "../../database/connection.ts";

const FRESH_FOR_MS = 10_000;

/** A reader that asks the database at most every few seconds: a restore may happen under a running server. */
export function createEpochReader(db: Db, now: () => number = Date.now): () => Promise<string> {
  let known: { epoch: string; readAt: number } | null = null;
  return async () => {
    if (known !== null && now() - known.readAt < FRESH_FOR_MS) return known.epoch;
    const { epoch } = await db.selectFrom("server_state").select("epoch").executeTakeFirstOrThrow();
    known = { epoch, readAt: now() };
    return epoch;
  };
}
