/** What scenarios need of a machine, tried out: a missing fault is reported, never passed over. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { whyNoRedis } from "@oschat/test-kit";
import type { Need } from "../scenario.ts";
import { mountDisk } from "./disk.ts";

const run = promisify(execFile);

/** Resolves when the machine has it; rejects with the reason when not. */
const PROBES: Record<Need, () => Promise<void>> = {
  linux: async () => {
    if (platform() !== "linux") throw new Error(`this is ${platform()}`);
  },
  root: async () => {
    if (process.getuid?.() !== 0) throw new Error("not run as root");
  },
  "network namespaces": async () => {
    const name = `oschat-probe-${process.pid}`;
    await run("ip", ["netns", "add", name]);
    try {
      await run("ip", ["netns", "exec", name, "nft", "add", "table", "inet", "probe"]);
    } finally {
      await run("ip", ["netns", "del", name]);
    }
  },
  tmpfs: async () => {
    const folder = await mkdtemp(join(tmpdir(), "oschat-probe-"));
    try {
      await (await mountDisk(folder, 2 ** 20))();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  redis: async () => {
    const reason = whyNoRedis();
    if (reason !== null) throw new Error(reason);
  },
  libfaketime: async () => {
    await findFaketime();
  },
};

const known = new Map<Need, Promise<string | null>>();

/** What of this is missing, each with the reason. Each is tried once per process. */
export async function findMissing(needs: readonly Need[]): Promise<string[]> {
  const answers = await Promise.all(needs.map(reasonMissing));
  return answers.filter((reason) => reason !== null);
}

function reasonMissing(need: Need): Promise<string | null> {
  const answer =
    known.get(need) ??
    PROBES[need]().then(
      () => null,
      (error: Error & { stderr?: string }) => `no ${need}: ${(error.stderr || error.message).trim().split("\n")[0]}`,
    );
  known.set(need, answer);
  return answer;
}

/** The library that gives a process another time of day. */
async function findFaketime(): Promise<string> {
  for (const folder of ["/usr/lib", ...(await readdir("/usr/lib")).map((name) => join("/usr/lib", name))]) {
    const path = join(folder, "faketime/libfaketime.so.1");
    const isThere = await run("test", ["-e", path]).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new Error("libfaketime is not installed (Debian: faketime)");
}
