/** Whether a file is a whole backup that this release can restore. Reads all of it and changes nothing. */
import { listMigrations } from "../database/migration-files.ts";
import { BadBackup, createTally, End, Head, MARK, readLines, TableStart } from "./backup-file.ts";

/** @throws {BadBackup} */
export async function verifyBackup(file: string): Promise<{ head: Head; end: End }> {
  const { head, end, totals } = await readAll(file);
  for (const [table, { rows, sha256 }] of Object.entries(end.tables)) {
    const total = totals.get(table);
    if (total?.rows !== rows || total.sha256 !== sha256) {
      throw new BadBackup(
        `The backup is damaged: the rows of ${table} are not those that were written. Use another one.`,
      );
    }
  }
  const known = await listMigrations();
  if (head.migrations.some((name, index) => known[index] !== name)) {
    throw new BadBackup(
      `The backup was taken by oschat ${head.oschat}, which is newer than this one. Restore it with that release.`,
    );
  }
  return { head, end };
}

async function readAll(file: string) {
  let head: Head | null = null;
  let end: End | null = null;
  const totals = new Map<string, { rows: number; sha256: string }>();
  let table: { name: string; tally: ReturnType<typeof createTally> } | null = null;
  const finishTable = () => {
    if (table !== null) totals.set(table.name, table.tally.total());
    table = null;
  };
  try {
    for await (const line of readLines(file)) {
      if (!line.startsWith(MARK)) {
        table?.tally.add(line);
        continue;
      }
      finishTable();
      const marked: unknown = JSON.parse(line.slice(MARK.length));
      if (head === null) head = Head.parse(marked);
      else if (TableStart.safeParse(marked).success) {
        table = { name: TableStart.parse(marked).table, tally: createTally() };
      } else end = End.parse(marked).end;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new BadBackup(`There is no file ${file}.`);
    throw new BadBackup("The file is damaged, or no backup of oschat.");
  }
  if (head === null) throw new BadBackup("The file is no backup of oschat.");
  if (end === null) throw new BadBackup("The backup is not whole: its end is missing. Use another one.");
  return { head, end, totals };
}
