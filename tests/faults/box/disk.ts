/** A small disk that can be full: a tmpfs. Needs root, and a system that lets it mount. */
import { execFile } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const CHUNK_BYTES = [2 ** 20, 2 ** 12];

/** Mounts a disk of so many bytes at `folder`, open to all. Returns how to unmount it. */
export async function mountDisk(folder: string, bytes: number): Promise<() => Promise<void>> {
  await run("mount", ["-t", "tmpfs", "-o", `size=${bytes},mode=755`, "tmpfs", folder]);
  return async () => void (await run("umount", ["-l", folder]));
}

/** Leaves no room on the disk of `folder`. Returns how to make room again. */
export async function fill(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "ballast");
  const file = await open(path, "a");
  try {
    for (const bytes of CHUNK_BYTES) await writeUntilFull(() => file.write(Buffer.alloc(bytes)));
  } finally {
    await file.close();
  }
  return () => rm(path, { force: true });
}

async function writeUntilFull(write: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return;
      throw error;
    }
  }
}
