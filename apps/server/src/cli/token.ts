/**
 * `npm run token -- <email>`: a bearer token for an account of this installation, for bots and for trying out the API. For the
 * operator, on the server's machine, with the server's settings. The token alone goes to standard output.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DisplayName, Email, Refusal } from "@oschat/protocol";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { openDatabase } from "../database/open.ts";
import { issueToken } from "../features/auth/index.ts";
import { loadSecrets } from "../secrets.ts";

const USAGE = 'Usage: npm run --silent token -- <email> [--create --name "Ada"]';

/** What the operator has to do differently. */
class Advice extends Error {}

interface Order {
  email: string;
  /** Set when a missing account is to be made. */
  newName: string | null;
}

async function main(): Promise<void> {
  const order = readOrder();
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = readConfig(process.env, { webDir: "" });
  const needsSecrets = config.jwtSecret === null || config.databaseUrl === null;
  if (needsSecrets && !existsSync(join(config.dataDir, "secrets.json"))) {
    throw new Advice(
      `There is no oschat in ${config.dataDir}. Start the server once, and run this with the same settings (DATA_DIR).`,
    );
  }
  process.stdout.write(`${await tokenFor(order, config)}\n`);
}

function readOrder(): Order {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { create: { type: "boolean", default: false }, name: { type: "string" } },
  });
  const email = Email.safeParse(positionals[0]);
  if (!email.success || positionals.length > 1) throw new Advice(`Name one e-mail address. ${USAGE}`);
  if (values.name !== undefined && !values.create) throw new Advice(`--name goes with --create. ${USAGE}`);
  if (!values.create) return { email: email.data, newName: null };
  const name = DisplayName.safeParse(values.name ?? email.data.split("@")[0]);
  if (!name.success) throw new Advice(`The name ${name.error.issues[0]?.message}. ${USAGE}`);
  return { email: email.data, newName: name.data };
}

async function tokenFor(order: Order, config: Config): Promise<string> {
  const secrets = await loadSecrets(config.dataDir);
  const database = await openDatabase({ ...config, databasePoolSize: 2 }, secrets, () => {});
  try {
    const token = await issueToken({ db: database.db, jwtSecret: config.jwtSecret ?? secrets.jwtSecret }, order);
    if (token !== null) return token;
  } finally {
    await database.close();
  }
  throw new Advice(`There is no account with the address ${order.email}. Add --create to make one. ${USAGE}`);
}

/** One sentence for the terminal. */
function explain(error: unknown): string {
  if (error instanceof Advice || error instanceof ConfigError || error instanceof Refusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && code.startsWith("ERR_PARSE_ARGS")) return `${error.message} ${USAGE}`;
  if (code === "42P01") return "The database is empty. Start the server once; it makes the tables.";
  if (code === "ECONNREFUSED") return "The database cannot be reached. Is it running, and is DATABASE_URL right?";
  return error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
