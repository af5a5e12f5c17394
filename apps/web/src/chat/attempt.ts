/** Leaving must come to its end although this device's storage fails or hangs. */

const PATIENCE_MS = 3_000;

/** Waits for `step`, but not for ever; resolves also when it fails, which is said in the browser's console. */
export async function attempt(step: () => Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing happened within ${PATIENCE_MS} ms.`)), PATIENCE_MS);
  });
  try {
    await Promise.race([step(), tooLong]);
  } catch (error) {
    console.warn("One step of leaving did not succeed; going on.", error);
  } finally {
    clearTimeout(timer);
  }
}
