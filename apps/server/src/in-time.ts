/** Nobody waits long for what does not answer, like a database: who asked is told, and asks again. What was begun goes on by itself. */
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
export function inTime<T>(work: Promise<T>, code: "unavailable" | "outcome_unknown"): Promise<T> {
  return within(work, PATIENCE_MS, () => new Refusal(code, { retryAfterMs: RETRY_AFTER_MS }));
}

/** The result of `work`, which may still succeed after `milliseconds`; rejects then with the error that `tooLate` makes. */
export function within<T>(work: Promise<T>, milliseconds: number, tooLate: () => Error): Promise<T> {
  // Of every event that a client sends: a race of promises would make six for each.
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => reject(tooLate()), milliseconds);
    work.then(
      (value) => {
        clearTimeout(impatience);
        resolve(value);
      },
      (error) => {
        clearTimeout(impatience);
        reject(error);
      },
    );
  });
}
