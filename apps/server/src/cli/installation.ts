/** What a command works on: this installation's settings, secrets and database, whether its server runs or not. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { type OpenDatabase, openDatabase } from "../database/open.ts";
import { type Secrets, secretsFor } from "../secrets.ts";
import { Advice } from "./explain.ts";

export interface Installation {
  config: Config;
  secrets: Secrets;
  database: OpenDatabase;
}

/** @param isNew whether the command makes sense where no server has been started before */
export async function onInstallation(
  run: (installation: Installation) => Promise<void>,
  { isNew = false }: { isNew?: boolean } = {},
): Promise<void> {
  const config = readConfig(process.env, { webDir: "" });
  if (!isNew) requireInstallation(config);
  const secrets = await secretsFor(config);
  const database = await openDatabase({ ...config, databasePoolSize: 2 }, secrets, () => {});
  try {
    await run({ config, secrets, database });
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
