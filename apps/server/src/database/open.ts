/** The database of this installation, wherever it is: the operator's own, or the embedded one in the data directory. */

import pg from "pg";
import type { Config } from "../config.ts";
import type { Secrets } from "../secrets.ts";
import { connect, type DatabaseConnection } from "./connection.ts";
import { startEmbeddedDatabase } from "./embedded.ts";

const DATABASE_NAME = "oschat";

export interface OpenDatabase extends DatabaseConnection {
  url: string;
}

/**
 * Opens the database, starting the embedded one unless it runs already. `close` ends the connections, and the embedded server
 * if nobody else is connected to it.
 *
 * @param onError is told about connections that broke while idle
 */
export async function openDatabase(
  config: Pick<Config, "databaseUrl" | "databasePoolSize" | "dataDir">,
  secrets: Secrets,
  onError: (error: Error) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    return { ...connect(config.databaseUrl, config.databasePoolSize, onError), url: config.databaseUrl };
  }
  const embedded = await startEmbeddedDatabase({ dataDir: config.dataDir, password: secrets.databasePassword });
  await createDatabaseIfMissing(embedded.url("postgres"));
  const url = embedded.url(DATABASE_NAME);
  const connection = connect(url, config.databasePoolSize, onError);
  return {
    ...connection,
    url,
    close: async () => {
      await connection.close();
      await embedded.leave();
    },
  };
}

async function createDatabaseIfMissing(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
