/**
 * One PostgreSQL for a whole test run, and a fresh database for each test file, cloned from a migrated template. It is the embedded
 * one, whose files do not survive the run, so it does not wait for the disk; or, to try another version, the one at
 * `TEST_DATABASE_URL`, whose user may make databases.
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "@oschat/server/database/embedded";
import { migrate } from "@oschat/server/database/migrate";
import pg from "pg";

/** Tells worker processes where the run's PostgreSQL is. */
const ADDRESS = "OSCHAT_TEST_DATABASE";
const TEMPLATE = "oschat_template";

/** Starts PostgreSQL with the template. Returns how to leave nothing of it behind. */
export async function startDatabaseServer(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) return startEmbedded();
  process.env[ADDRESS] = given;
  await makeTemplate();
  return () => onServer(`drop database if exists ${TEMPLATE} with (force)`);
}

async function startEmbedded(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-test-"));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedDatabase({
    dataDir,
    password: randomBytes(24).toString("hex"),
    flags: [
      "fsync=off",
      "synchronous_commit=off",
      "full_page_writes=off",
      "max_connections=300",
      "shared_buffers=64MB",
    ],
  });
  process.env[ADDRESS] = server.url("postgres");
  await makeTemplate();
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(): Promise<void> {
  await onServer(`drop database if exists ${TEMPLATE} with (force)`);
  await onServer(`create database ${TEMPLATE}`);
  await migrate(addressOf(TEMPLATE));
}

/** A new, migrated, empty database. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `oschat_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name} template ${TEMPLATE}`);
  return { url: addressOf(name), drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

function addressOf(database: string): string {
  const url = new URL(addressOfServer());
  url.pathname = `/${database}`;
  return url.href;
}

function addressOfServer(): string {
  const address = process.env[ADDRESS];
  if (address === undefined) throw new Error("no PostgreSQL for tests; start it in the runner's global set-up");
  return address;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOfServer() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
