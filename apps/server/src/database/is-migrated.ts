/** Whether there is anything to migrate: one look, where making sure that there is not takes a dozen statements and two locks. */
import { sql } from "kysely";
import type { Db } from "./connection.ts";
import { listMigrations } from "./migration-files.ts";

const UNDEFINED_TABLE = "42P01";

/** True when exactly the migrations that this server knows have run. Ask as the only server, so that it stays true. */
export async function isMigrated(db: Db): Promise<boolean> {
  const [known, ran] = await Promise.all([listMigrations(), listRanMigrations(db)]);
  return known.join() === ran.join();
}

/** The oldest first; none in an empty database. */
export async function listRanMigrations(db: Db): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(
      db,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return [];
    throw error;
  }
}
