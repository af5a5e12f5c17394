/** Makes a database what it was when a backup was taken: its schema of then, and every row. */
import pg from "pg";
import { migrate } from "../database/migrate.ts";
import { type End, type Head, MARK, readLines, TableStart } from "./backup-file.ts";

const ROWS_AT_ONCE = 2_000;

/**
 * Deletes whatever is in the database.
 *
 * @param backup as verified
 */
export async function refill(
  url: string,
  file: string,
  { head, end }: { head: Head; end: Pick<End, "sequences"> },
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "oschat restore" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("drop schema public cascade");
    await client.query("create schema public");
    await migrate(url, head.migrations.at(-1));
    await client.query("begin");
    // The one row that migrations make.
    await client.query("delete from server_state");
    await insertRows(client, file);
    for (const [name, last] of Object.entries(end.sequences)) {
      await client.query("select setval($1::regclass, $2::bigint)", [name, last]);
    }
    await client.query("commit");
  } finally {
    await client.end();
  }
}

async function insertRows(client: pg.Client, file: string): Promise<void> {
  let table = "";
  let rows: string[] = [];
  const insert = async () => {
    if (rows.length === 0) return;
    const text = `[${rows.join(",")}]`;
    rows = [];
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [text]);
  };
  for await (const line of readLines(file)) {
    if (!line.startsWith(MARK)) {
      rows.push(line);
      if (rows.length === ROWS_AT_ONCE) await insert();
      continue;
    }
    await insert();
    const start = TableStart.safeParse(JSON.parse(line.slice(MARK.length)));
    if (start.success) table = client.escapeIdentifier(start.data.table);
  }
}
