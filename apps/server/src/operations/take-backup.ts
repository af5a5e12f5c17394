/** A backup of everything, as it is at one moment, while the server goes on: one snapshot, read table by table into one file. */
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { COLUMNS } from "../database/schema.ts";
import { VERSION } from "../version.ts";
import { createTally, type End, FORMAT, type Head, MARK } from "./backup-file.ts";

const ROWS_AT_ONCE = 5_000;
/** Most of what can be gained, for a third of the time. */
const COMPRESSION = 4;
const SEQUENCES = ["own_revisions"];

/**
 * Writes `file`, readable by its owner alone; there is no unfinished file under that name at any moment.
 *
 * @returns how many rows of each table are in it
 */
export async function takeBackup(url: string, file: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url, application_name: "oschat backup" });
  client.on("error", () => {});
  await client.connect();
  const unfinished = `${file}.unfinished`;
  const counts: Record<string, number> = {};
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    await pipeline(
      Readable.from(contentOf(client, counts)),
      createGzip({ level: COMPRESSION }),
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    );
    await rename(unfinished, file);
    return counts;
  } finally {
    await client.end();
    await rm(unfinished, { force: true });
  }
}

/** The text of the file, in pieces. */
async function* contentOf(client: pg.Client, counts: Record<string, number>): AsyncGenerator<string> {
  const ran = await client.query<{ name: string }>(`select name from kysely_migration order by name collate "C"`);
  const head: Head = {
    format: FORMAT,
    oschat: VERSION,
    migrations: ran.rows.map(({ name }) => name),
    takenAt: new Date().toISOString(),
  };
  yield `${MARK}${JSON.stringify(head)}\n`;
  const tables: End["tables"] = {};
  for (const table of Object.keys(COLUMNS)) {
    yield `${MARK}${JSON.stringify({ table })}\n`;
    const tally = createTally();
    for await (const rows of rowsOf(client, table)) {
      for (const row of rows) tally.add(row);
      yield `${rows.join("\n")}\n`;
    }
    tables[table] = tally.total();
    counts[table] = tables[table].rows;
  }
  const sequences: End["sequences"] = {};
  for (const name of SEQUENCES) {
    const { rows } = await client.query<{ last: string }>(`select last_value::text as last from ${name}`);
    sequences[name] = rows[0]?.last ?? "1";
  }
  yield `${MARK}${JSON.stringify({ end: { tables, sequences } })}\n`;
}

/** The rows of a table, many at once, each as one line. */
async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<string[]> {
  await client.query(`declare everything no scroll cursor for select row_to_json(t)::text as row from ${table} t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from everything`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await client.query("close everything");
}
