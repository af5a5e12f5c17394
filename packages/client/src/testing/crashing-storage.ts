/** Storage whose program may die at any moment: writes begun but not finished by then are lost whole (S3). */
import type { Storage } from "../storage.ts";

export interface CrashingStorage extends Storage {
  /** From now on nothing of this engine reaches the device. */
  crash(): void;
}

/** One engine's life with `disk`; the next engine gets the same disk. `delay` is what a write waits for. */
export function crashingStorage(disk: Storage, delay: () => Promise<void>): CrashingStorage {
  let isDead = false;
  return {
    read: () => disk.read(),
    async write(changes) {
      await delay();
      if (!isDead) await disk.write(changes);
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
