/** The embedded PostgreSQL gets up again however it was left. */
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "@oschat/server/database/embedded";
import { until } from "@oschat/test-kit";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const password = "of the test's own database";
let dataDir: string;
let database: EmbeddedDatabase | null = null;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "oschat-embedded-"));
  await chmod(dataDir, 0o755);
});
afterAll(async () => {
  await database?.stop().catch(() => {});
  await rm(dataDir, { recursive: true, force: true });
});

const start = () => startEmbeddedDatabase({ dataDir, password, flags: ["fsync=off"] });
const pidFile = () => join(dataDir, "postgres", "postmaster.pid");

async function ask(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ one: number }>("select 1 as one");
  await client.end();
  return rows[0]?.one ?? 0;
}

describe("the embedded database", () => {
  it("starts beside the remains of an interrupted first start", async () => {
    await writeFile(join(dataDir, "postgres.12345.password"), "left over");
    const first = await start();
    expect(await ask(first.url("postgres"))).toBe(1);
    await first.stop();
  });

  it("is shared by two who start at once, and stopped by the last to leave", async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.url("postgres")).toBe(second.url("postgres"));
    const client = new pg.Client({ connectionString: first.url("postgres") });
    await client.connect();
    await second.leave();
    expect((await client.query("select 1")).rowCount).toBe(1);
    await client.end();
    await first.leave();
    await expect(ask(first.url("postgres"))).rejects.toThrow();
  });

  it("starts over a pid file that a machine which went down left, whoever has the pid now", async () => {
    database = await start();
    const left = await readFile(pidFile(), "utf8");
    await database.stop();
    const [, ...rest] = left.split("\n");
    await writeFile(pidFile(), [String(process.pid), ...rest].join("\n"));
    database = await start();
    expect(await ask(database.url("postgres"))).toBe(1);
  });

  it("comes back on the same port when it dies", async () => {
    const { url } = database ?? (await start());
    process.kill(Number((await readFile(pidFile(), "utf8")).split("\n")[0]), "SIGKILL");
    await until(
      () =>
        ask(url("postgres")).then(
          (one) => one === 1,
          () => false,
        ),
      "it answers again",
      20_000,
    );
  });
});
