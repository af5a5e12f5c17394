/** `oschat migrate` */
import { migrate } from "../database/migrate.ts";
import { onInstallation } from "./installation.ts";
import { requireNone } from "./read-arguments.ts";

export async function perform(args: string[]): Promise<void> {
  requireNone(args);
  await onInstallation(
    async ({ database }) => {
      const names = await migrate(database.url);
      process.stdout.write(names.length === 0 ? "The database is up to date.\n" : `Migrated: ${names.join(", ")}\n`);
    },
    { isNew: true },
  );
}
