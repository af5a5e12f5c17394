/** Who listens is in a server's memory, so one server at a time works on a database, or several that tell each other. */
import { becomeServerOf } from "@oschat/server/database/only-server";
import { cloneDatabase, until } from "@oschat/test-kit";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;

beforeAll(async () => {
  cloned = await cloneDatabase();
});
afterAll(() => cloned.drop());

const alone = { isAmongSeveral: false, onLost() {} };
const amongSeveral = { isAmongSeveral: true, onLost() {} };

describe("the only server of a database", () => {
  it("[A1] keeps another out, and makes room when it leaves", async () => {
    const first = await becomeServerOf(cloned.url, alone);
    await expect(becomeServerOf(cloned.url, { ...alone, patienceMs: 300 })).rejects.toThrow("Stop it first");
    await first.release();
    const second = await becomeServerOf(cloned.url, { ...alone, patienceMs: 5_000 });
    await second.release();
  });

  it("[A1] is one of several, all of which tell each other, or alone", async () => {
    const several = [await becomeServerOf(cloned.url, amongSeveral), await becomeServerOf(cloned.url, amongSeveral)];
    await expect(becomeServerOf(cloned.url, { ...alone, patienceMs: 300 })).rejects.toThrow("set REDIS_URL");
    for (const one of several) await one.release();
    const one = await becomeServerOf(cloned.url, { ...alone, patienceMs: 5_000 });
    await expect(becomeServerOf(cloned.url, { ...amongSeveral, patienceMs: 300 })).rejects.toThrow("without REDIS_URL");
    await one.release();
  });

  it("[A1] takes its right back when the database was away", async () => {
    const first = await becomeServerOf(cloned.url, { ...alone, patienceMs: 10_000 });
    const admin = new pg.Client({ connectionString: cloned.url });
    await admin.connect();
    const holder =
      "select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    const pidOf = async () => (await admin.query<{ pid: number }>(holder)).rows[0]?.pid ?? null;
    const before = await pidOf();
    await admin.query("select pg_terminate_backend($1)", [before]);
    await until(async () => ![null, before].includes(await pidOf()), "the right is held again");
    await expect(becomeServerOf(cloned.url, { ...alone, patienceMs: 300 })).rejects.toThrow("Stop it first");
    await admin.end();
    await first.release();
  });
});
