/** `oschat demo` */
import { migrate } from "../database/migrate.ts";
import { fillWithDemo } from "../demo/fill.ts";
import { Advice } from "./explain.ts";
import { onInstallation } from "./installation.ts";
import { requireNone } from "./read-arguments.ts";

export async function perform(args: string[]): Promise<void> {
  requireNone(args);
  await onInstallation(
    async ({ config, database }) => {
      if (config.isProduction) throw new Advice("The demo is refused when NODE_ENV is production.");
      await migrate(database.url);
      const made = await fillWithDemo(database.db);
      if (made === null) {
        throw new Advice("There are conversations here already. Use another DATA_DIR, or: oschat reset --yes");
      }
      process.stdout.write(
        `Made ${made.people} people, ${made.conversations} conversations and ${made.messages} messages.\n` +
          "Start the server and sign in as ada@example.com, grace@example.com or alan@example.com.\n",
      );
    },
    { isNew: true },
  );
}
