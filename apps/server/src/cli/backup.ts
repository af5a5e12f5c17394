/** `oschat backup <file>` */
import { existsSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { takeBackup } from "../operations/take-backup.ts";
import { describeRows } from "./describe-rows.ts";
import { Advice } from "./explain.ts";
import { onInstallation } from "./installation.ts";
import { readFileName } from "./read-arguments.ts";

export async function perform(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const file = resolve(readFileName(positionals));
  if (existsSync(file)) throw new Advice(`There is a file ${file} already. Name another one.`);
  await requireWritable(dirname(file));
  await onInstallation(async ({ database }) => {
    const startedAt = performance.now();
    const rows = await takeBackup(database.url, file);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const megabytes = ((await stat(file)).size / 1_000_000).toFixed(1);
    process.stdout.write(`Saved ${describeRows(rows)} in ${file} (${megabytes} MB, ${seconds} s).\n`);
  });
}

async function requireWritable(folder: string): Promise<void> {
  if (!existsSync(folder)) throw new Advice(`There is no folder ${folder}. Make it first, or name another one.`);
  await access(folder, constants.W_OK).catch(() => {
    throw new Advice(`Nothing may be written into ${folder}. Change its rights, or name another folder.`);
  });
}
