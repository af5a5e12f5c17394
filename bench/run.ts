/**
 * `npm run bench` runs all benchmarks, `npm run bench -- sends latency` some. Product and floor are measured by turns on this
 * machine; what counts is their ratio. A failed check fails the run; a mark that is missed is only reported.
 *
 *   BENCH_SECONDS  how long each load runs (60)     BENCH_PAIRS  how many turns (3)     BENCH_SCALE  size of the crowd (1)
 */
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { BENCHMARKS } from "./benchmarks.ts";
import { runBenchmark } from "./kit/bench.ts";
import { readOptions } from "./kit/options.ts";
import { startPostgres } from "./kit/postgres.ts";
import { buildPrograms, buildServer } from "./kit/programs.ts";
import { report } from "./kit/report.ts";
import { judge, type Verdict } from "./kit/verdict.ts";

type Result = { name: string } & (({ unit: string; floorName: string } & Verdict) | { failure: string });

const RESULTS = new URL("./results/", import.meta.url);

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark ${unknown.join(", ")}. There are: ${BENCHMARKS.map(({ name }) => name).join(", ")}`,
    );
    return 1;
  }
  const chosen = BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name));
  const options = readOptions(process.env);
  await buildServer();
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
