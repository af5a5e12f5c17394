/**
 * The PostgreSQL that product and floors share: the embedded one in a temporary folder, with the settings it has in the product,
 * so with fsync. Every benchmark gets databases of its own, made from a migrated template.
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "@oschat/server/database/embedded";
import { migrate } from "@oschat/server/database/migrate";
import pg from "pg";
import { parentOf } from "./process-cpu.ts";

const TEMPLATE = "bench_template";
const SHOWN_SETTINGS = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"];

export interface Postgres {
  /** The process whose descendants do all the work. */
  readonly pid: number;
  readonly settings: Record<string, string>;
  createDatabase(): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-bench-"));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedDatabase({ dataDir, password: randomBytes(24).toString("hex") });
  const admin = new pg.Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await migrate(server.url(TEMPLATE));
  const backend = await admin.query<{ pid: number }>("select pg_backend_pid() as pid");
  const settings = await admin.query<{ name: string; value: string }>(
    "select name, current_setting(name) as value from pg_settings where name = any ($1)",
    [SHOWN_SETTINGS],
  );
  let made = 0;
  return {
    pid: parentOf(backend.rows[0]?.pid ?? 0),
    settings: Object.fromEntries(settings.rows.map(({ name, value }) => [name, value])),
    async createDatabase() {
      made += 1;
      await admin.query(`create database bench_${made} template ${TEMPLATE}`);
      return server.url(`bench_${made}`);
    },
    async dropDatabase(url) {
      await admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
    },
    async stop() {
      await admin.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
