/** `npm run db:migrate`: brings the database to the newest schema. The server does the same when it starts. */
import { migrate } from "../database/migrate.ts";
import { runCommand } from "./command.ts";

runCommand({
  usage: "npm run db:migrate",
  readOrder: () => {},
  run: async (_, { database }) => {
    const names = await migrate(database.url);
    process.stdout.write(names.length === 0 ? "The database is up to date.\n" : `Migrated: ${names.join(", ")}\n`);
  },
});
