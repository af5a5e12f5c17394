/** The built server, in a process of its own, as an operator runs it; only without rate limits. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@oschat/server/database/loopback-port";
import { endProcess } from "@oschat/test-kit/end-process";

const MAIN = fileURLToPath(new URL("../../apps/server/dist/main.js", import.meta.url));
const LOG_LENGTH = 4_000;
export const JWT_SECRET = "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Be_Nc";

export interface Server {
  readonly pid: number;
  readonly port: number;
  /** The end of what it logged. */
  log(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator would. Returns how long that took, in milliseconds. */
  stop(): Promise<number>;
}

/**
 * @param options.nodeFlags flags of Node itself
 * @param options.env settings beside those that it gets anyway
 * @param options.isAwaited false: returns at once, with the server still on its way up
 */
export async function startProduct({
  databaseUrl,
  nodeFlags = [],
  env = {},
  isAwaited = true,
}: {
  databaseUrl: string;
  nodeFlags?: readonly string[];
  env?: Record<string, string>;
  isAwaited?: boolean;
}): Promise<Server> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-bench-data-"));
  const { NODE_ENV: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    JWT_SECRET,
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
  };
  const profile = process.env.BENCH_PROFILE_DIR;
  const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...nodeFlags, ...profiling, MAIN], {
    env: { ...inherited, ...settings, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = collect(child);
  const ready = untilReady(child, output);
  if (isAwaited) await ready;
  else ready.catch(() => {});
  return {
    pid: child.pid ?? 0,
    port,
    log: output,
    async kill() {
      await endProcess(child, "SIGKILL");
      await rm(dataDir, { recursive: true, force: true });
    },
    async stop() {
      const started = performance.now();
      await endProcess(child);
      await rm(dataDir, { recursive: true, force: true });
      return performance.now() - started;
    },
  };
}

function collect(child: ChildProcess): () => string {
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output = (output + chunk).slice(-LOG_LENGTH);
  });
  return () => output;
}

function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      if (output().includes("is ready at")) resolve();
    });
    child.once("exit", () => reject(new Error(`the server ended before it was ready: ${output()}`)));
  });
}
