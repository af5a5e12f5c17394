/** Whether the database is one that keeps what it is given, has the schema of this release, and agrees about the time. */
import pg from "pg";
import { listMigrations } from "../../database/migration-files.ts";
import { type Finding, ok, worthKnowing, wrong } from "./finding.ts";

const OLDEST_VERSION = 160_000;
const CONNECT_MS = 5_000;
const MOST_CLOCK_DIFFERENCE_MS = 2_000;
const UNDEFINED_TABLE = "42P01";
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit"];

export async function examineDatabase(url: string): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    return [
      wrong(
        `The database cannot be reached: ${(error as Error).message || (error as { code?: string }).code}.`,
        "Start it, and check DATABASE_URL: host, port, user, password, database name.",
      ),
    ];
  }
  try {
    return [
      await examineVersion(client),
      await examineMigrations(client),
      await examineDurability(client),
      await examineClock(client),
      await examineSize(client),
    ];
  } finally {
    await client.end();
  }
}

async function examineVersion(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ number: string; name: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as name",
  );
  const [version] = rows;
  if (Number(version?.number) >= OLDEST_VERSION) return ok(`PostgreSQL ${version?.name} answers.`);
  return wrong(`PostgreSQL is ${version?.name}, which is too old.`, "Upgrade PostgreSQL to 16 or newer.");
}

async function examineMigrations(client: pg.Client): Promise<Finding> {
  const known = await listMigrations();
  const ran = await client
    .query<{ name: string }>(`select name from kysely_migration order by name collate "C"`)
    .then(({ rows }) => rows.map(({ name }) => name))
    .catch((error: { code?: string }) => {
      if (error.code === UNDEFINED_TABLE) return [] as string[];
      throw error;
    });
  const newer = ran.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !ran.includes(name));
  if (newer.length > 0) {
    return wrong(
      `The database's schema is newer than this release (${newer.join(", ")}).`,
      "Run the release that the database was migrated with, or restore a backup taken before.",
    );
  }
  if (missing.length === 0) return ok("The schema is that of this release.");
  return worthKnowing(
    `The schema is older than this release (${missing.join(", ")}).`,
    "Start the server, or run: oschat migrate",
  );
}

async function examineDurability(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    "select name from pg_settings where name = any ($1) and setting = 'off'",
    [DURABLE],
  );
  if (rows.length === 0) return ok("PostgreSQL waits for the disk before it says that something is stored.");
  const names = rows.map(({ name }) => name).join(", ");
  return wrong(
    `PostgreSQL may lose what it said is stored (off: ${names}).`,
    `In postgresql.conf, set to on: ${names}. Then reload PostgreSQL.`,
  );
}

async function examineClock(client: pg.Client): Promise<Finding> {
  const askedAt = Date.now();
  const { rows } = await client.query<{ now: number }>(
    "select extract(epoch from clock_timestamp())::float8 * 1000 as now",
  );
  const difference = Math.abs((rows[0]?.now ?? 0) - (askedAt + Date.now()) / 2);
  if (difference <= MOST_CLOCK_DIFFERENCE_MS) return ok("The clocks of this machine and of the database agree.");
  return wrong(
    `The clocks of this machine and of the database differ by ${(difference / 1_000).toFixed(1)} seconds.`,
    "Let both keep time from the network (on Debian: apt-get install systemd-timesyncd).",
  );
}

async function examineSize(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ size: string }>(
    "select pg_size_pretty(pg_database_size(current_database())) as size",
  );
  return ok(`The database takes ${rows[0]?.size}.`);
}
