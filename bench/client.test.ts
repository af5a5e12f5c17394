/** The measuring of the web app works, small and short. Nothing is said about speed: that needs a quiet machine. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { measureClient } from "./client/measure.ts";
import { withBench } from "./kit/bench.ts";
import { type Postgres, startPostgres } from "./kit/postgres.ts";
import { buildPrograms, buildServer, buildWeb, type Programs } from "./kit/programs.ts";

const options = { seconds: 1, pairs: 1, scale: 0.02 };
let postgres: Postgres;
let programs: Programs;

beforeAll(async () => {
  await buildServer();
  await buildWeb();
  programs = await buildPrograms();
  postgres = await startPostgres();
}, 300_000);

afterAll(async () => {
  await postgres?.stop();
  await programs?.remove();
});

it("the web app is measured in a browser", async () => {
  const figures = await withBench({ options, postgres, programs }, (bench) =>
    measureClient(bench, { starts: 1, withLighthouse: false }),
  );
  expect(figures.length).toBeGreaterThan(10);
  for (const { name, value } of figures) expect(value, name).toEqual(expect.any(Number));
  for (const { name, value } of figures) expect(value, name).not.toBeNaN();
});
