/** `oschat export-user <email>` */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { exportPerson } from "../operations/export-person.ts";
import { Advice } from "./explain.ts";
import { onInstallation } from "./installation.ts";
import { readEmail } from "./read-arguments.ts";

export async function perform(args: string[]): Promise<void> {
  const email = readEmail(parseArgs({ args, allowPositionals: true, options: {} }).positionals);
  await onInstallation(async ({ database }) => {
    let isKnown = false;
    for await (const record of exportPerson(database.db, email)) {
      isKnown = true;
      if (!process.stdout.write(`${JSON.stringify(record)}\n`)) await once(process.stdout, "drain");
    }
    if (!isKnown) throw new Advice(`There is no account with the address ${email}.`);
  });
}
