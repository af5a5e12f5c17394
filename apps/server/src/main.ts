/** The process: configuration, database, server; signals and the exit code. */
import { fileURLToPath } from "node:url";
import { type Config, readConfig } from "./config.ts";
import { isMigrated } from "./database/is-migrated.ts";
import { becomeServerOf } from "./database/only-server.ts";
import { openDatabase } from "./database/open.ts";
import { describeFailure } from "./describe-failure.ts";
import { createLog, type Log } from "./log.ts";
import { openObservers } from "./observation/open-observers.ts";
import { secretsFor } from "./secrets.ts";

const STOP_TIMEOUT_MS = 10_000;
const WEB_EXPORT = fileURLToPath(new URL("../../web/out", import.meta.url));

/** What is open and how to close it, in the order of opening; closed in reverse. */
const open: { close(): Promise<void> }[] = [];
let isStopping = false;

async function main(): Promise<void> {
  const config = readConfig(process.env, { webDir: WEB_EXPORT });
  const log = await createLog(config.logLevel);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      log.info({ signal }, "stopping");
      void stop(0);
    });
  }
  await serve(config, log);
  if (!isStopping) process.stdout.write(`oschat is ready at ${config.publicUrl}\n`);
}

async function serve(config: Config, log: Log): Promise<void> {
  // Most of the code is loaded while the database answers.
  const loading = import("./app.ts");
  const opening = openObservers(config);
  const secrets = await secretsFor(config);
  const database = await openDatabase(config, secrets, (error) => log.warn({ err: error }, "database connection lost"));
  open.push(database);
  const isAmongSeveral = config.redis !== null;
  const [right] = await Promise.all([
    becomeServerOf(database.url, { isAmongSeveral, onLost: fail }),
    database.warmUp(),
  ]);
  open.push({ close: right.release });
  if (!(await isMigrated(database.db))) {
    const { migrate } = await import("./database/migrate.ts");
    const migrations = await migrate(database.url);
    if (migrations.length > 0) log.info({ migrations }, "database migrated");
  }
  const { createApp } = await loading;
  const observers = await opening;
  const app = await createApp(config, { database, jwtSecret: secrets.jwtSecret, log, observers });
  open.push({ close: app.stop });
  await app.start();
}

async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  for (const thing of open.reverse()) {
    await thing.close().catch((error: unknown) => {
      process.stderr.write(`oschat could not close everything: ${String(error)}\n`);
    });
  }
  process.exit(exitCode);
}

function fail(error: unknown): void {
  process.stderr.write(`${describeFailure(error)}\n`);
  void stop(1);
}

process.on("unhandledRejection", fail);
process.on("uncaughtException", fail);
main().catch(fail);
