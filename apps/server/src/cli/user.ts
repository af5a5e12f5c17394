/** `oschat user disable|enable <email>` */
import { parseArgs } from "node:util";
import { disableAccount, enableAccount } from "../features/auth/index.ts";
import { Advice, Misuse } from "./explain.ts";
import { onInstallation } from "./installation.ts";
import { readEmail } from "./read-arguments.ts";

const DEEDS = {
  disable: { change: disableAccount, said: "Disabled: every session is over, and no new one begins." },
  enable: { change: enableAccount, said: "Enabled: signing in is possible again." },
};

export async function perform(args: string[]): Promise<void> {
  const [name = "", ...rest] = parseArgs({ args, allowPositionals: true, options: {} }).positionals;
  if (!Object.hasOwn(DEEDS, name)) throw new Misuse("Say disable or enable.");
  const { change, said } = DEEDS[name as keyof typeof DEEDS];
  const email = readEmail(rest);
  await onInstallation(async ({ database }) => {
    if (!(await change(database.db, email))) throw new Advice(`There is no account with the address ${email}.`);
    process.stdout.write(`${said}\n`);
  });
}
