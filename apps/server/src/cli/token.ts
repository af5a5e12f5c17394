/** `oschat token <email>`: a bearer token for an account of this installation. The token alone goes to standard output. */
import { parseArgs } from "node:util";
import { DisplayName } from "@oschat/protocol";
import { issueToken } from "../features/auth/index.ts";
import { Advice, Misuse } from "./explain.ts";
import { onInstallation } from "./installation.ts";
import { readEmail } from "./read-arguments.ts";

interface Order {
  email: string;
  /** Set when a missing account is to be made. */
  newName: string | null;
}

export async function perform(args: string[]): Promise<void> {
  const order = readOrder(args);
  await onInstallation(async ({ config, secrets, database }) => {
    const token = await issueToken({ db: database.db, jwtSecret: config.jwtSecret ?? secrets.jwtSecret }, order);
    if (token === null) {
      throw new Advice(`There is no account with the address ${order.email}. Add --create to make one.`);
    }
    process.stdout.write(`${token}\n`);
  });
}

function readOrder(args: string[]): Order {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { create: { type: "boolean", default: false }, name: { type: "string" } },
  });
  const email = readEmail(positionals);
  if (values.name !== undefined && !values.create) throw new Misuse("--name goes with --create.");
  if (!values.create) return { email, newName: null };
  const name = DisplayName.safeParse(values.name ?? email.split("@")[0]);
  if (!name.success) throw new Misuse(`The name ${name.error.issues[0]?.message}.`);
  return { email, newName: name.data };
}
