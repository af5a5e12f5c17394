/** Nobody waits long for a database that does not answer: who asked is told, and asks again. What was begun goes on by itself. */
import { Refusal } from "@oschat/protocol";

const PATIENCE_MS = 2_500;
const RETRY_AFTER_MS = 1_000;

/**
 * The result of `work`, unless it takes too long.
 *
 * @param work may still succeed after it was given up on
 * @param code `unavailable` for what changes nothing, `outcome_unknown` for what may have happened
 * @throws {Refusal} with that code, to be tried again
 */
export async function inTime<T>(work: Promise<T>, code: "unavailable" | "outcome_unknown"): Promise<T> {
  let impatience: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    impatience = setTimeout(() => reject(new Refusal(code, { retryAfterMs: RETRY_AFTER_MS })), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(impatience);
  }
}
