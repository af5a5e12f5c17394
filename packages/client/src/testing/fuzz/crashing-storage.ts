/**
 * Storage of a program that may die at any moment. A write takes two steps, to the device and back; what has not reached the
 * device when the program dies is lost whole (S3), and what has may never be known to have.
 */
import type { Storage, StorageWrite, StoredState } from "../../storage.ts";

export interface CrashingStorage extends Storage {
  /** Whether writes fail from now on. */
  isFull: boolean;
  /** From now on nothing of this engine reaches the device. */
  crash(): void;
}

export interface CrashingStorageDeps {
  /** The next engine gets the same. */
  disk: Storage;
  /** What each step of a write waits for. */
  step(): Promise<void>;
  /** A write reached the disk, or the disk refused it: `held` is what the disk holds now. */
  onWritten(write: StorageWrite, held: StoredState | null): void;
}

/** One engine's life with a disk. */
export function crashingStorage({ disk, step, onWritten }: CrashingStorageDeps): CrashingStorage {
  let isDead = false;
  return {
    isFull: false,
    read: () => disk.read(),
    async write(changes) {
      await step();
      if (isDead) return;
      if (this.isFull) {
        onWritten(changes, null);
        throw new Error("The device is full.");
      }
      await disk.write(changes);
      onWritten(changes, await disk.read());
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
