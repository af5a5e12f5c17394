/** A device's storage that says whether it works. The engine goes on without it; the person should know. */
import type { Storage } from "@oschat/client";

/** @param tell whether the newest reading or writing was done */
export function tellingStorage(storage: Storage, tell: (works: boolean) => void): Storage {
  async function watched<T>(work: Promise<T>): Promise<T> {
    try {
      const done = await work;
      tell(true);
      return done;
    } catch (error) {
      tell(false);
      throw error;
    }
  }
  return {
    read: () => watched(storage.read()),
    write: (changes) => watched(storage.write(changes)),
    clear: () => storage.clear(),
    close: () => storage.close(),
  };
}
