/**
 * Storage of a program that may die at any moment. A write takes two steps, to the device and back; what has not reached the
 * device when the program dies is lost whole (S3), and what has may never be known to have.
 */
import type { Storage } from "../../storage.ts";

export interface CrashingStorage extends Storage {
  /** Whether writes fail from now on. */
  isFull: boolean;
  /** From now on nothing of this engine reaches the device. */
  crash(): void;
}

/** One engine's life with `disk`; the next engine gets the same disk. `step` is what each step of a write waits for. */
export function crashingStorage(disk: Storage, step: () => Promise<void>): CrashingStorage {
  let isDead = false;
  return {
    isFull: false,
    read: () => disk.read(),
    async write(changes) {
      await step();
      if (isDead) return;
      if (this.isFull) throw new Error("The device is full.");
      await disk.write(changes);
      await step();
    },
    async clear() {
      if (!isDead) await disk.clear();
    },
    close() {},
    crash() {
      isDead = true;
    },
  };
}
