/**
 * The frame of the operator's commands: run on the server's machine, with the server's settings, while it runs or not. What goes
 * wrong is told in one sentence on standard error, with exit code 1.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
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

export interface Command<T> {
  /** One line that shows how to call it. */
  usage: string;
  /** Reads the arguments, before anything is opened. */
  readOrder(): T;
  /** For commands that make sense only where a server has been started before. */
  needsInstallation?: boolean;
  run(order: T, installation: Installation): Promise<void>;
}

/** Runs a command on this installation's database. */
export function runCommand<T>(command: Command<T>): void {
  operate(command).catch((error: unknown) => {
    process.stderr.write(`${explain(error, command.usage)}\n`);
    process.exitCode = 1;
  });
}

async function operate<T>({ readOrder, needsInstallation = false, run }: Command<T>): Promise<void> {
  const order = readOrder();
  const config = readConfig(process.env, { webDir: "" });
  if (needsInstallation) requireInstallation(config);
  const secrets = await loadSecrets(config.dataDir);
  const database = await openDatabase({ ...config, databasePoolSize: 2 }, secrets, () => {});
  try {
    await run(order, { config, secrets, database });
  } finally {
    await database.close();
  }
}

function requireInstallation({ dataDir, jwtSecret, databaseUrl }: Config): void {
  const needsDataDir = jwtSecret === null || databaseUrl === null;
  if (!needsDataDir || existsSync(join(dataDir, "secrets.json"))) return;
  throw new Advice(
    `There is no oschat in ${dataDir}. Start the server once, and run this with the same settings (DATA_DIR).`,
  );
}

/** One sentence for the terminal. */
function explain(error: unknown, usage: string): string {
  if (error instanceof Advice || error instanceof ConfigError || error instanceof Refusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code.startsWith("ERR_PARSE_ARGS")) return `${error.message} Usage: ${usage}`;
  if (code === "42P01") return "The database is empty. Start the server once, or run: npm run db:migrate";
  if (code === "ECONNREFUSED") return "The database cannot be reached. Is it running, and is DATABASE_URL right?";
  return error.message;
}
