/** `npm run demo`: fills an empty installation with people and conversations, to try oschat with something in it. */
import { migrate } from "../database/migrate.ts";
import { fillWithDemo } from "../demo/fill.ts";
import { Advice, runCommand } from "./command.ts";

runCommand({
  usage: "npm run demo",
  readOrder: () => {},
  run: async (_, { config, database }) => {
    if (config.isProduction) throw new Advice("The demo is refused when NODE_ENV is production.");
    await migrate(database.url);
    const made = await fillWithDemo(database.db);
    if (made === null) {
      throw new Advice("There are conversations here already. Use another DATA_DIR, or: npm run db:reset -- --yes");
    }
    process.stdout.write(
      `Made ${made.people} people, ${made.conversations} conversations and ${made.messages} messages.\n` +
        "Start the server and sign in as ada@example.com, grace@example.com or alan@example.com.\n",
    );
  },
});
