/**
 * `npm run bench` runs all benchmarks, `npm run bench -- sends latency` some. Product and floor are measured by turns on this
 * machine; what counts is their ratio. A failed check fails the run; a mark that is missed is only reported.
 *
 *   BENCH_SECONDS  how long each load runs (60)     BENCH_PAIRS  how many turns (3)     BENCH_SCALE  size of the crowd (1)
 */
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { BENCHMARKS } from "./benchmarks.ts";
import { describeFigure, type Figure } from "./client/figure.ts";
import { measureClient } from "./client/measure.ts";
import { runBenchmark, withBench } from "./kit/bench.ts";
import type { Bench } from "./kit/benchmark.ts";
import { readOptions } from "./kit/options.ts";
import { startPostgres } from "./kit/postgres.ts";
import { buildPrograms, buildServer, buildWeb } from "./kit/programs.ts";
import { report } from "./kit/report.ts";
import { judge, type Verdict } from "./kit/verdict.ts";

/** The web app has no floor: its figures have limits. */
const CLIENT = "client";
const NAMES = [...BENCHMARKS.map(({ name }) => name), CLIENT];
const STARTS = 5;

type Result = { name: string } & (
  | ({ unit: string; floorName: string } & Verdict)
  | { figures: Figure[] }
  | { failure: string }
);

const RESULTS = new URL("./results/", import.meta.url);

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${NAMES.join(", ")}`);
    return 1;
  }
  const chosen = BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name));
  const options = readOptions(process.env);
  const withClient = names.length === 0 || names.includes(CLIENT);
  await buildServer();
  if (withClient) await buildWeb();
  const programs = await buildPrograms();
  const postgres = await startPostgres();
  const results: Result[] = [];
  const close = async () => {
    await postgres.stop();
    await programs.remove();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => close().finally(() => process.exit(1)));
  try {
    for (const benchmark of chosen) {
      const { name, unit, floorName } = benchmark;
      try {
        const verdict = judge(benchmark, await runBenchmark(benchmark, { options, postgres, programs }));
        results.push({ name, unit, floorName, ...verdict });
        console.log(`\n${report(benchmark, verdict)}`);
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        results.push({ name, failure });
        console.error(`\n${name}: FAILED\n  ${error instanceof Error ? error.stack : failure}`);
      }
    }
    if (withClient) {
      try {
        const measure = (bench: Bench) => measureClient(bench, { starts: STARTS, withLighthouse: true });
        const figures = await withBench({ options, postgres, programs }, measure);
        results.push({ name: CLIENT, figures });
        console.log(`\n${CLIENT}: the web app in Chromium\n${figures.map(describeFigure).join("\n")}`);
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        results.push({ name: CLIENT, failure });
        console.error(`\n${CLIENT}: FAILED\n  ${error instanceof Error ? error.stack : failure}`);
      }
    }
  } finally {
    await close();
  }
  const machine = {
    processors: availableParallelism(),
    model: cpus()[0]?.model,
    memoryGB: Math.round(totalmem() / 1e9),
  };
  const at = new Date().toISOString();
  const file = new URL(`${at.replaceAll(":", "-")}.json`, RESULTS);
  await mkdir(RESULTS, { recursive: true });
  const whole = { at, options, machine, node: process.version, postgres: postgres.settings, results };
  await writeFile(file, `${JSON.stringify(whole, null, 2)}\n`);
  console.log(`\nwritten to ${file.pathname}`);
  return results.some((result) => "failure" in result) ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
