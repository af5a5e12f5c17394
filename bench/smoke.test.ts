/** Every benchmark runs, small and short, and its checks pass. Nothing is said about speed: that needs a quiet machine. */
import { whyNoRedis } from "@oschat/test-kit/redis-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BENCHMARKS } from "./benchmarks.ts";
import { runBenchmark } from "./kit/bench.ts";
import { findPgbench } from "./kit/pgbench.ts";
import { type Postgres, startPostgres } from "./kit/postgres.ts";
import { buildPrograms, buildServer, type Programs } from "./kit/programs.ts";

/** Processor time is read from /proc, and the floors are PostgreSQL's own load generator. */
const missing = process.platform === "linux" ? await findPgbench().then(() => null, String) : "they need Linux";
if (missing !== null) console.warn(`The benchmarks are skipped: ${missing}`);

const withoutRedis = whyNoRedis();
if (withoutRedis !== null) console.warn(`Several nodes are not measured: ${withoutRedis}`);
const benchmarks = BENCHMARKS.filter(({ name }) => withoutRedis === null || name !== "nodes");

const options = { seconds: 0.5, pairs: 1, scale: 0.02 };
let postgres: Postgres;
let programs: Programs;

beforeAll(async () => {
  if (missing !== null) return;
  await buildServer();
  programs = await buildPrograms();
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres?.stop();
  await programs?.remove();
});

describe.skipIf(missing !== null)("every benchmark measures product and floor, with its checks passing", () => {
  it.each(benchmarks.map((benchmark) => ({ name: benchmark.name, benchmark })))("$name", async ({ benchmark }) => {
    const { product, floor } = await runBenchmark(benchmark, { options, postgres, programs });
    expect(product.map(({ value }) => value)).toEqual([expect.any(Number)]);
    expect(floor.map(({ value }) => value)).toEqual([expect.any(Number)]);
    for (const { value } of [...product, ...floor]) expect(value).not.toBeNaN();
  });

  it("waits for the disk, like the product", () => {
    expect(postgres.settings).toMatchObject({ fsync: "on", synchronous_commit: "on", full_page_writes: "on" });
  });
});
