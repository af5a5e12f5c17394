/** The operator's commands of the built server, each in a process of its own, as the image has them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "./benchmark.ts";
import { residentBytes } from "./process-cpu.ts";
import { JWT_SECRET } from "./product.ts";

const COMMAND = fileURLToPath(new URL("../../apps/server/dist/cli/oschat.js", import.meta.url));
const LOOK_INTERVAL_MS = 100;

export interface Operation {
  /** From the start of the process to its end. */
  seconds: number;
  memoryPeakMb: number;
}

/** @throws when the command fails */
export async function operate(databaseUrl: string, args: readonly string[]): Promise<Operation> {
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-bench-operate-"));
  const started = performance.now();
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, JWT_SECRET },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, residentOf(child.pid));
  }, LOOK_INTERVAL_MS);
  const [code] = await once(child, "close");
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(looking);
  await rm(dataDir, { recursive: true, force: true });
  check(code === 0, `oschat ${args[0]} failed: ${complaints}`);
  return { seconds, memoryPeakMb: peak / 2 ** 20 };
}

/** 0 once it has ended. */
function residentOf(pid = 0): number {
  try {
    return residentBytes(pid);
  } catch {
    return 0;
  }
}
