/** PostgreSQL's own load generator: what the database does without a server in front of it. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Latencies, summarise } from "./statistics.ts";

const run = promisify(execFile);
const DEBIAN_FOLDER = "/usr/lib/postgresql";
const PACKAGE = "postgresql-contrib";

export interface PgbenchRun {
  databaseUrl: string;
  /** Scripts of which each transaction takes one at random. They must not contain a colon. */
  scripts: readonly string[];
  clients: number;
  seconds: number;
  /** Transactions per second, by a schedule; without it, as many as possible. */
  rate?: number;
}

export interface PgbenchResult {
  perSecond: number;
  /** In milliseconds; counted from the scheduled time when there is a rate. */
  latencies: Latencies;
}

/** A machine that is busy with other things may have no time for one transaction: then it is tried for longer. */
const LONGEST_TRY_SECONDS = 30;

/** @throws when a transaction failed */
export async function pgbench(wanted: PgbenchRun): Promise<PgbenchResult> {
  const result = await runOnce(wanted);
  if (result !== null) return result;
  const seconds = wanted.seconds * 4;
  if (seconds > LONGEST_TRY_SECONDS) throw new Error(`pgbench had not one transaction in ${wanted.seconds} s`);
  return pgbench({ ...wanted, seconds });
}

/** Null when there was not one transaction. */
async function runOnce({ databaseUrl, scripts, clients, seconds, rate }: PgbenchRun): Promise<PgbenchResult | null> {
  const program = await findPgbench();
  const folder = await mkdtemp(join(tmpdir(), "oschat-bench-pgbench-"));
  try {
    const files = await Promise.all(
      scripts.map(async (script, index) => {
        const file = join(folder, `script-${index}.sql`);
        await writeFile(file, script);
        return file;
      }),
    );
    const { hostname, port, username, password, pathname } = new URL(databaseUrl);
    const { stdout } = await run(
      program,
      [
        ...["-n", "-M", "prepared", "-h", hostname, "-p", port, "-U", username],
        ...["-c", String(clients), "-j", String(Math.min(2, clients)), "-T", String(Math.max(1, Math.round(seconds)))],
        ...(rate === undefined ? [] : ["-R", String(Math.max(1, Math.round(rate)))]),
        ...["-l", "--log-prefix", join(folder, "log")],
        ...files.flatMap((file) => ["-f", file]),
        pathname.slice(1),
      ],
      { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) }, cwd: folder, maxBuffer: 2 ** 26 },
    );
    const failed = /number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? "0";
    if (failed !== "0") throw new Error(`pgbench failed: ${stdout}`);
    if (/transactions actually processed: 0\b/.test(stdout)) return null;
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    if (!Number.isFinite(perSecond)) throw new Error(`pgbench says something else than it used to: ${stdout}`);
    return { perSecond, latencies: summarise(await readLatencies(folder)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The third field of each line is the transaction's time in microseconds. */
async function readLatencies(folder: string): Promise<number[]> {
  const milliseconds: number[] = [];
  for (const file of await readdir(folder)) {
    if (!file.startsWith("log")) continue;
    for (const line of (await readFile(join(folder, file), "utf8")).split("\n")) {
      if (line !== "") milliseconds.push(Number(line.split(" ", 3)[2]) / 1_000);
    }
  }
  return milliseconds;
}

let found: Promise<string> | null = null;

/** Debian keeps it in a package that is installed when it is missing and we may. @throws saying what to install */
export function findPgbench(): Promise<string> {
  found ??= (async () => {
    const known = await installedPgbench();
    if (known !== null) return known;
    if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
      console.log(`  installing ${PACKAGE} for pgbench …`);
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      await run("apt-get", ["install", "-y", "--no-install-recommends", PACKAGE], { env, maxBuffer: 2 ** 26 });
    }
    const installed = await installedPgbench();
    if (installed === null) throw new Error(`pgbench is missing. Install it: apt-get install ${PACKAGE}`);
    return installed;
  })();
  return found;
}

async function installedPgbench(): Promise<string | null> {
  const versions = existsSync(DEBIAN_FOLDER) ? await readdir(DEBIAN_FOLDER) : [];
  const newestFirst = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_FOLDER, version, "bin"));
  const folders = [...newestFirst, ...(process.env.PATH ?? "").split(delimiter)];
  const folder = folders.find((candidate) => existsSync(join(candidate, "pgbench")));
  return folder === undefined ? null : join(folder, "pgbench");
}
