/** The process: configuration, database, server; signals and the exit code. */
import { fileURLToPath } from "node:url";
import { createApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { migrate } from "./database/migrate.ts";
import { openDatabase } from "./database/open.ts";
import { createLog } from "./log.ts";
import { loadSecrets } from "./secrets.ts";

const STOP_TIMEOUT_MS = 10_000;
const WEB_EXPORT = fileURLToPath(new URL("../../web/out", import.meta.url));

async function main(): Promise<void> {
  const config = readConfig(process.env, { webDir: WEB_EXPORT });
  const log = createLog(config.logLevel);
  const secrets = await loadSecrets(config.dataDir);
  const database = await openDatabase(config, secrets, (error) => log.warn({ err: error }, "database connection lost"));
  const migrations = await migrate(database.db);
  if (migrations.length > 0) log.info({ migrations }, "database migrated");
  const app = await createApp(config, { database, jwtSecret: config.jwtSecret ?? secrets.jwtSecret, log });
  await app.start();
  process.stdout.write(`oschat is ready at ${config.publicUrl}\n`);

  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    await app.stop();
    await database.close();
  };
  const stopOnce = (signal: string) => {
    process.once(signal, () => {
      log.info({ signal }, "stopping");
      stop().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    });
  };
  stopOnce("SIGINT");
  stopOnce("SIGTERM");
}

function fail(error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`oschat cannot start:\n${error.problems.map((problem) => `  - ${problem}`).join("\n")}\n`);
  } else {
    process.stderr.write(
      `oschat stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
  process.exit(1);
}

process.on("unhandledRejection", fail);
process.on("uncaughtException", fail);
main().catch(fail);
