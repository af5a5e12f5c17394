/**
 * The file of a backup: compressed lines of JSON.
 *
 *     { format, oschat, migrations, takenAt }            the head: what made it, and the schema it is of
 *     { table } … rows as PostgreSQL writes them …       each table, after those it refers to
 *     { end: { tables: { rows, sha256 }, sequences } }   without it the file is not whole
 *
 * Rows are kept as text and never parsed here: what goes in comes out.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { z } from "zod";

export const FORMAT = "oschat backup 1";

export const Head = z.object({
  format: z.literal(FORMAT),
  oschat: z.string(),
  /** Those that had run, the oldest first. */
  migrations: z.array(z.string()).min(1),
  takenAt: z.iso.datetime(),
});
export type Head = z.infer<typeof Head>;

export const TableStart = z.object({ table: z.string() });

export const End = z.object({
  end: z.object({
    tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
    sequences: z.record(z.string(), z.string()),
  }),
});
export type End = z.infer<typeof End>["end"];

/** Marks lines of ours; no row begins like this, because rows begin with a column's name. */
export const MARK = "#";

/** The file cannot be used; the message says why. */
export class BadBackup extends Error {
  override readonly name = "BadBackup";
}

/** Counts and hashes the rows of one table. */
export function createTally() {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(row: string) {
      rows += 1;
      hash.update(row).update("\n");
    },
    total: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** The lines of the file, one by one. They end with a newline and nothing else: there are other ends of lines within messages. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = createGunzip().setEncoding("utf8");
  source.on("error", (error) => unpacked.destroy(error));
  let rest = "";
  for await (const piece of source.pipe(unpacked)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
