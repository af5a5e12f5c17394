/**
 * Forward-only migrations, each in its transaction, under an advisory lock so that several nodes may start at once.
 */
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { listMigrations, readMigration } from "./migration-files.ts";

/**
 * Brings the database at `url` to the newest schema, on a connection without time limits. Returns the names of the migrations
 * that ran.
 *
 * @param last where to stop, for what was made under an older schema; the newest migration unless given
 */
export async function migrate(url: string, last?: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: "oschat migrations" });
  pool.on("error", () => {});
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  try {
    return await migrateTo(db, last);
  } finally {
    await db.destroy();
  }
}

async function migrateTo<T>(db: Kysely<T>, last: string | undefined): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error, results = [] } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error !== undefined) throw error;
  return results.map((result) => result.migrationName);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const name of await listMigrations()) {
    const text = await readMigration(name);
    migrations[name] = {
      async up(transaction) {
        await sql.raw(text).execute(transaction);
      },
    };
  }
  return migrations;
}
