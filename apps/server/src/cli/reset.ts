/** `oschat reset --yes` */
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { migrate } from "../database/migrate.ts";
import { Advice } from "./explain.ts";
import { onInstallation } from "./installation.ts";

export async function perform(args: string[]): Promise<void> {
  const { yes } = parseArgs({ args, options: { yes: { type: "boolean", default: false } } }).values;
  await onInstallation(
    async ({ config, database }) => {
      if (config.isProduction) throw new Advice("This deletes everything and is refused when NODE_ENV is production.");
      if (!yes) throw new Advice("This deletes every account and message. If you mean it: oschat reset --yes");
      await sql`drop schema public cascade`.execute(database.db);
      await sql`create schema public`.execute(database.db);
      await migrate(database.url);
      process.stdout.write("The database is empty and up to date. Restart the server if it runs.\n");
    },
    { isNew: true },
  );
}
