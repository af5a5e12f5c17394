/**
 * Puts a backup into a database. The file is verified before anything is touched; the schema is made as it was, filled, and migrated to
 * the present one. The epoch is renewed in the end, so that every client drops what it holds (S6).
 */
import pg from "pg";
import { migrate } from "../database/migrate.ts";
import { becomeServerOf } from "../database/only-server.ts";
import { refill } from "./refill.ts";
import { verifyBackup } from "./verify-backup.ts";

/** The database has accounts in it, which would be lost. */
export class NotEmpty extends Error {
  override readonly name = "NotEmpty";
}

/**
 * @param options.isReplacing what is in the database is deleted for good
 * @returns how many rows of each table were restored
 * @throws {BadBackup} {@link NotEmpty} {@link AnotherServer} having changed nothing
 */
export async function restoreBackup(
  url: string,
  file: string,
  { isReplacing }: { isReplacing: boolean },
): Promise<Record<string, number>> {
  const backup = await verifyBackup(file);
  const right = await becomeServerOf(url, { isAmongSeveral: false, onLost() {}, patienceMs: 0 });
  const client = new pg.Client({ connectionString: url, application_name: "oschat restore" });
  client.on("error", () => {});
  try {
    await client.connect();
    if (!isReplacing && !(await isEmpty(client))) throw new NotEmpty();
    await refill(url, file, backup);
    await migrate(url);
    await client.query("update server_state set epoch = gen_random_uuid()");
    await client.query("analyze");
    return Object.fromEntries(Object.entries(backup.end.tables).map(([table, { rows }]) => [table, rows]));
  } finally {
    await client.end();
    await right.release();
  }
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>("select to_regclass('public.users') is not null as exists");
  if (!rows[0]?.exists) return true;
  const { rowCount } = await client.query("select 1 from users limit 1");
  return rowCount === 0;
}
