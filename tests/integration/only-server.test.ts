/** Rooms live in one server's memory, so one server at a time works on a database. */
import { becomeOnlyServer } from "@oschat/server/database/only-server";
import { cloneDatabase, until } from "@oschat/test-kit";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;

beforeAll(async () => {
  cloned = await cloneDatabase();
});
afterAll(() => cloned.drop());

const ignore = () => {};

describe("the only server of a database", () => {
  it("[A1] keeps another out, and makes room when it leaves", async () => {
    const first = await becomeOnlyServer(cloned.url, ignore);
    await expect(becomeOnlyServer(cloned.url, ignore, 300)).rejects.toThrow("Stop it first");
    await first.release();
    const second = await becomeOnlyServer(cloned.url, ignore, 5_000);
    await second.release();
  });

  it("[A1] takes its right back when the database was away", async () => {
    const first = await becomeOnlyServer(cloned.url, ignore, 10_000);
    const admin = new pg.Client({ connectionString: cloned.url });
    await admin.connect();
    const holder =
      "select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    const pidOf = async () => (await admin.query<{ pid: number }>(holder)).rows[0]?.pid ?? null;
    const before = await pidOf();
    await admin.query("select pg_terminate_backend($1)", [before]);
    await until(async () => ![null, before].includes(await pidOf()), "the right is held again");
    await expect(becomeOnlyServer(cloned.url, ignore, 300)).rejects.toThrow("Stop it first");
    await admin.end();
    await first.release();
  });
});
