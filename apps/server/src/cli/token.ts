/**
 * `npm run token -- <email>`: a bearer token for an account of this installation, for bots and for trying out the API. For the
 * operator, on the server's machine, with the server's settings. The token alone goes to standard output.
 */
import { parseArgs } from "node:util";
import { DisplayName, Email } from "@oschat/protocol";
import { issueToken } from "../features/auth/index.ts";
import { Advice, runCommand } from "./command.ts";

const USAGE = 'npm run --silent token -- <email> [--create --name "Ada"]';

interface Order {
  email: string;
  /** Set when a missing account is to be made. */
  newName: string | null;
}

runCommand({
  usage: USAGE,
  readOrder,
  needsInstallation: true,
  run: async (order, { config, secrets, database }) => {
    const token = await issueToken({ db: database.db, jwtSecret: config.jwtSecret ?? secrets.jwtSecret }, order);
    if (token === null) {
      throw new Advice(
        `There is no account with the address ${order.email}. Add --create to make one. Usage: ${USAGE}`,
      );
    }
    process.stdout.write(`${token}\n`);
  },
});

function readOrder(): Order {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { create: { type: "boolean", default: false }, name: { type: "string" } },
  });
  const email = Email.safeParse(positionals[0]);
  if (!email.success || positionals.length > 1) throw new Advice(`Name one e-mail address. Usage: ${USAGE}`);
  if (values.name !== undefined && !values.create) throw new Advice(`--name goes with --create. Usage: ${USAGE}`);
  if (!values.create) return { email: email.data, newName: null };
  const name = DisplayName.safeParse(values.name ?? email.data.split("@")[0]);
  if (!name.success) throw new Advice(`The name ${name.error.issues[0]?.message}. Usage: ${USAGE}`);
  return { email: email.data, newName: name.data };
}
