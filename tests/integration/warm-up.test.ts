/** The connection that is opened before anybody asks for it. */
import { connect } from "@oschat/server/database/connection";
import { cloneDatabase, until } from "@oschat/test-kit";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;
let watcher: pg.Client;

beforeAll(async () => {
  cloned = await cloneDatabase();
  watcher = new pg.Client({ connectionString: cloned.url, application_name: "watcher" });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await cloned.drop();
});

async function connectionsOfServer(): Promise<number> {
  const { rowCount } = await watcher.query(
    "select from pg_stat_activity where datname = current_database() and application_name = 'oschat'",
  );
  return rowCount ?? 0;
}

it("warming up opens one connection, and closing ends it though nothing was asked", async () => {
  const connection = connect(cloned.url, 4, () => {});
  await connection.warmUp();
  expect(await connectionsOfServer()).toBe(1);
  expect(connection.pool.idleCount).toBe(1);
  await connection.close();
  await until(async () => (await connectionsOfServer()) === 0, "the connection has ended");
});

it("warming up says when the database cannot be reached", async () => {
  const connection = connect("postgres://nobody@127.0.0.1:1/none", 4, () => {});
  await expect(connection.warmUp()).rejects.toThrow("ECONNREFUSED");
  await connection.close();
});
