/** Exponential back-off with full jitter, so that many clients do not come back in step. */
const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Milliseconds to wait before attempt number `attempt` (1 is the first retry); `random` gives 0 to 1. */
export function backoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
  return Math.round(random() * ceiling);
}
