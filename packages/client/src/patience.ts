/** A device's storage may hang without failing: how long the engine waits for it. */
import type { Clock } from "./clock.ts";

/** Writing holds up sending, so it gets little time. */
export const WRITE_PATIENCE_MS = 2_000;
/** Reading is done once, and what is not read is not shown: a slow device gets more time. */
export const READ_PATIENCE_MS = 5_000;

/** Settles as `work` does; rejects when that takes longer than `ms`. What `work` does after that is not heard. */
export function withPatience<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(`Storage did not answer within ${ms} ms.`)));
    work.then(resolve, reject).finally(cancel);
  });
}
