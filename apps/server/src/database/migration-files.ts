/** The migrations that this server knows: plain SQL files, in the order of their names. */
import { readdir, readFile } from "node:fs/promises";

const FOLDER = new URL("./migrations/", import.meta.url);
const EXTENSION = ".sql";

/** Names without the extension, the oldest first. */
export async function listMigrations(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

export function readMigration(name: string): Promise<string> {
  return readFile(new URL(`${name}${EXTENSION}`, FOLDER), "utf8");
}
