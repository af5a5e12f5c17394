/**
 * The frame of the operator's commands: run on the server's machine, with the server's settings, while it runs or not. What goes
 * wrong is told in one sentence on standard error, with exit code 1.
 */
import { existsSync } from "node:fs";
import { Refusal } from "@oschat/protocol";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { type OpenDatabase, openDatabase } from "../database/open.ts";
import { loadSecrets, type Secrets } from "../secrets.ts";

/** What the operator has to do differently. */
export class Advice extends Error {
  override readonly name = "Advice";
}

export interface Installation {
  config: Config;
  secrets: Secrets;
  database: OpenDatabase;
}

/** Runs a command on this installation's database, and ends the process's work in any case. */
export function runCommand(command: (installation: Installation) => Promise<void>): void {
  operate(command).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
}

async function operate(command: (installation: Installation) => Promise<void>): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = readConfig(process.env, { webDir: "" });
  const secrets = await loadSecrets(config.dataDir);
  const database = await openDatabase({ ...config, databasePoolSize: 2 }, secrets, () => {});
  try {
    await command({ config, secrets, database });
  } finally {
    await database.close();
  }
}

function explain(error: unknown): string {
  if (error instanceof Advice || error instanceof ConfigError || error instanceof Refusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "42P01") return "The database is empty. Start the server once, or run: npm run db:migrate";
  if (code === "ECONNREFUSED") return "The database cannot be reached. Is it running, and is DATABASE_URL right?";
  return error.message;
}
