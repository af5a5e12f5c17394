/** `npm run db:reset -- --yes`: empties the database for good and makes its tables anew. For development. */
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { migrate } from "../database/migrate.ts";
import { Advice, runCommand } from "./command.ts";

runCommand({
  usage: "npm run db:reset -- --yes",
  readOrder: () => parseArgs({ options: { yes: { type: "boolean", default: false } } }).values,
  run: async ({ yes }, { config, database }) => {
    if (config.isProduction) throw new Advice("This deletes everything and is refused when NODE_ENV is production.");
    if (!yes) throw new Advice("This deletes every account and message. If you mean it: npm run db:reset -- --yes");
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
    await migrate(database.url);
    process.stdout.write("The database is empty and up to date. Restart the server if it runs.\n");
  },
});
