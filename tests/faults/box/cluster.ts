/**
 * A PostgreSQL cluster of a run's own: a copy of a migrated template, its processes started, stopped, killed and paused one by one.
 * Unlike the product's embedded database nobody restarts it behind our back.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, until } from "@oschat/test-kit";
import pg from "pg";
import { backUp } from "./cluster-backup.ts";
import { copyTemplate, type Template, templateCluster } from "./cluster-template.ts";
import { mountDisk } from "./disk.ts";

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;
const STOP_SIGNALS = { fast: "SIGINT", immediate: "SIGQUIT" } as const;

export interface Cluster {
  /** Of the migrated database. */
  readonly url: string;
  /** On the disk that holds it. */
  readonly folder: string;
  /** Resolves when it answers; nothing happens when it runs already. */
  start(): Promise<void>;
  stop(how: keyof typeof STOP_SIGNALS): Promise<void>;
  /** SIGKILL to all its processes at once. */
  kill(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Keeps a copy of what is committed now. */
  backup(): Promise<void>;
  /** Goes back to the copy and starts. */
  restore(): Promise<void>;
  /** Ends it and removes its files. */
  close(): Promise<void>;
}

/** @param options.flags settings, as `name=value`, over those of PostgreSQL */
export async function openCluster({
  flags,
  bytes,
}: {
  flags: readonly string[];
  bytes: number | null;
}): Promise<Cluster> {
  const template = await templateCluster();
  const folder = await mkdtemp(join(tmpdir(), "oschat-faults-"));
  await chmod(folder, 0o755);
  const unmount = bytes === null ? null : await mountDisk(folder, bytes);
  const dataDir = join(folder, "data");
  const copyDir = await mkdtemp(join(tmpdir(), "oschat-faults-copy-"));
  await copyTemplate(template, dataDir);
  const port = await freePort();
  const url = template.url(port);
  let postmaster: ChildProcess | null = null;

  async function start(): Promise<void> {
    const runs = postmaster ?? (await spawnPostmaster(template, { dataDir, port, flags }));
    postmaster = runs;
    runs.once("exit", () => {
      if (postmaster === runs) postmaster = null;
    });
    const isReady = () => {
      if (postmaster !== runs) throw new Error(`PostgreSQL did not start; see ${join(dataDir, "server.log")}`);
      return isAnswering(url);
    };
    await until(isReady, "PostgreSQL answers", START_TIMEOUT_MS);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (postmaster === null) return;
    const ended = once(postmaster, "exit");
    postmaster.kill(signal);
    await ended;
  }

  /** To the postmaster first, so that it starts nobody in between. */
  async function signalAll(signal: NodeJS.Signals): Promise<void> {
    const pid = postmaster?.pid;
    if (pid === undefined) return;
    process.kill(pid, signal);
    for (const child of await childrenOf(pid)) signalIfThere(child, signal);
  }

  async function kill(): Promise<void> {
    if (postmaster?.pid === undefined) return;
    const { pid } = postmaster;
    process.kill(pid, "SIGSTOP");
    const children = await childrenOf(pid);
    await end("SIGKILL");
    for (const child of children) signalIfThere(child, "SIGKILL");
    await until(() => !children.some(isThere), "PostgreSQL's processes are gone");
  }

  return {
    url,
    folder,
    start,
    stop: (how) => end(STOP_SIGNALS[how]),
    kill,
    pause: () => signalAll("SIGSTOP"),
    resume: () => signalAll("SIGCONT"),
    async backup() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await backUp(client, dataDir, copyDir).finally(() => client.end());
    },
    async restore() {
      if (!existsSync(join(copyDir, "data"))) throw new Error("there is no backup");
      await kill();
      await rm(dataDir, { recursive: true });
      await run("cp", ["-a", join(copyDir, "data"), dataDir]);
      await start();
    },
    async close() {
      await kill();
      await unmount?.();
      for (const path of [folder, copyDir]) await rm(path, { recursive: true, force: true });
    },
  };
}

async function spawnPostmaster(
  { binDir, identity }: Template,
  { dataDir, port, flags }: { dataDir: string; port: number; flags: readonly string[] },
): Promise<ChildProcess> {
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "logging_collector=off"];
  const log = await open(join(dataDir, "server.log"), "a");
  const child = spawn(
    join(binDir, "postgres"),
    ["-D", dataDir, ...[...settings, ...flags].flatMap((setting) => ["-c", setting])],
    { ...identity, cwd: dataDir, detached: true, stdio: ["ignore", log.fd, log.fd] },
  );
  const killAtExit = () => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  child.once("exit", () => process.off("exit", killAtExit));
  await once(child, "spawn");
  await log.close();
  return child;
}

async function isAnswering(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([child]) => child as number);
}

function signalIfThere(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function isThere(pid: number): boolean {
  return signalIfThere(pid, 0);
}
