import { connect, type DatabaseConnection } from "@oschat/server/database/connection";
import { isMigrated } from "@oschat/server/database/is-migrated";
import { migrate } from "@oschat/server/database/migrate";
import { listMigrations } from "@oschat/server/database/migration-files";
import { COLUMNS } from "@oschat/server/database/schema";
import { cloneDatabase } from "@oschat/test-kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;
let connection: DatabaseConnection;

beforeAll(async () => {
  cloned = await cloneDatabase();
  connection = connect(cloned.url, 4, () => {});
});
afterAll(async () => {
  await connection.close();
  await cloned.drop();
});

describe("the database's schema", () => {
  it("is the one that TypeScript believes in: every table, column, type and null", async () => {
    const { rows } = await sql<{ table: keyof typeof COLUMNS; column: string; type: string }>`
      select table_name as "table", column_name as "column", udt_name || case is_nullable when 'YES' then '?' else '' end as "type"
      from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely_%'`.execute(connection.db);
    const actual: Record<string, Record<string, string>> = {};
    for (const { table, column, type } of rows) actual[table] = { ...actual[table], [column]: type };
    expect(actual).toEqual(COLUMNS);
  });

  it("is left alone by migrating again", async () => {
    expect(await migrate(cloned.url)).toEqual([]);
  });

  it("is known to be the newest only when exactly our migrations have run", async () => {
    const { db } = connection;
    expect(await isMigrated(db)).toBe(true);
    await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '')`.execute(db);
    expect(await isMigrated(db)).toBe(false);
    await expect(migrate(cloned.url)).rejects.toThrow("9999_later");
    await sql`delete from kysely_migration where name = '9999_later'`.execute(db);
    expect(await isMigrated(db)).toBe(true);
  });

  it("is made once when several nodes start on an empty database", async () => {
    await sql`drop schema public cascade`.execute(connection.db);
    await sql`create schema public`.execute(connection.db);
    expect(await isMigrated(connection.db)).toBe(false);
    const ran = await Promise.all([migrate(cloned.url), migrate(cloned.url), migrate(cloned.url)]);
    expect(ran.flat()).toEqual(await listMigrations());
    expect(await migrate(cloned.url)).toEqual([]);
    expect(await isMigrated(connection.db)).toBe(true);
    const { rows } = await sql`select 1 from server_state`.execute(connection.db);
    expect(rows).toHaveLength(1);
  });
});
