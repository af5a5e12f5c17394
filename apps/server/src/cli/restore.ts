/** `oschat restore <file> [--replace]` */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { BadBackup } from "../operations/backup-file.ts";
import { NotEmpty, restoreBackup } from "../operations/restore-backup.ts";
import { describeRows } from "./describe-rows.ts";
import { Advice } from "./explain.ts";
import { onInstallation } from "./installation.ts";
import { readFileName } from "./read-arguments.ts";

export async function perform(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: "boolean", default: false } },
  });
  const file = resolve(readFileName(positionals));
  await onInstallation(
    async ({ database }) => {
      const startedAt = performance.now();
      const rows = await restoreBackup(database.url, file, { isReplacing: values.replace }).catch(advise);
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      process.stdout.write(`Restored ${describeRows(rows)} (${seconds} s). Start the server.\n`);
    },
    { isNew: true },
  );
}

function advise(error: unknown): never {
  if (error instanceof BadBackup) throw new Advice(error.message);
  if (error instanceof NotEmpty) {
    throw new Advice(
      "There are people in this database, and nothing was changed. Name another one (DATABASE_URL or DATA_DIR), or add --replace to delete all that is in it.",
    );
  }
  throw error;
}
