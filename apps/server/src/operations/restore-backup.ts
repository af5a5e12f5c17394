/**
 * Puts a backup into a database. The file is verified before anything is touched; the schema is made as it was, filled in one
 * transaction, and migrated to the present one. The epoch is renewed in the end, so that every client drops what it holds (S6).
 */
import pg from "pg";
import { migrate } from "../database/migrate.ts";
import { becomeServerOf } from "../database/only-server.ts";
import { type End, MARK, readLines, TableStart } from "./backup-file.ts";
import { verifyBackup } from "./verify-backup.ts";

const ROWS_AT_ONCE = 2_000;

/** The database has accounts or conversations in it, which would be lost. */
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
  const { head, end } = await verifyBackup(file);
  const right = await becomeServerOf(url, { isAmongSeveral: false, onLost() {}, patienceMs: 0 });
  const client = new pg.Client({ connectionString: url, application_name: "oschat restore" });
  client.on("error", () => {});
  try {
    await client.connect();
    if (!isReplacing && !(await isEmpty(client))) throw new NotEmpty();
    await client.query("drop schema public cascade");
    await client.query("create schema public");
    await migrate(url, head.migrations.at(-1));
    await fill(client, file, end);
    await migrate(url);
    await client.query("update server_state set epoch = gen_random_uuid()");
    await client.query("analyze");
    return Object.fromEntries(Object.entries(end.tables).map(([table, { rows }]) => [table, rows]));
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

async function fill(client: pg.Client, file: string, end: End): Promise<void> {
  await client.query("begin");
  // The one row that migrations make.
  await client.query("delete from server_state");
  let table = "";
  let rows: string[] = [];
  const flush = async () => {
    if (rows.length === 0) return;
    const text = `[${rows.join(",")}]`;
    rows = [];
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [text]);
  };
  for await (const line of readLines(file)) {
    if (!line.startsWith(MARK)) {
      rows.push(line);
      if (rows.length === ROWS_AT_ONCE) await flush();
      continue;
    }
    await flush();
    const start = TableStart.safeParse(JSON.parse(line.slice(MARK.length)));
    if (start.success) table = client.escapeIdentifier(start.data.table);
  }
  for (const [name, last] of Object.entries(end.sequences)) {
    await client.query("select setval($1::regclass, $2::bigint)", [name, last]);
  }
  await client.query("commit");
}
