/** How much memory a process really has, and at most had while something went on. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const LOOK_INTERVAL_MS = 100;

/** Bytes of a process that is ours to look at, on any Unix. */
export async function residentBytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout) * 1024;
}

/** The most that the process had while `during` ran, and what it had before, in bytes. */
export async function watchMemory(
  pid: number,
  during: () => Promise<void>,
): Promise<{ before: number; peak: number; after: number }> {
  const before = await residentBytes(pid);
  let peak = before;
  let isOver = false;
  const look = async () => {
    while (!isOver) {
      peak = Math.max(peak, await residentBytes(pid));
      await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
    }
  };
  const looking = look();
  await during().finally(() => {
    isOver = true;
  });
  await looking;
  const after = await residentBytes(pid);
  return { before, peak: Math.max(peak, after), after };
}
