/** Runs one benchmark: gives it what it asks for, and ends all of that afterwards, the last first. */

import { startWorker } from "@oschat/test-kit/worker";
import { arrange } from "./arrange.ts";
import type { Bench, Benchmark, Outcome } from "./benchmark.ts";
import type { Options } from "./options.ts";
import type { Postgres } from "./postgres.ts";
import { startProduct } from "./product.ts";
import type { Programs } from "./programs.ts";

interface Tools {
  options: Options;
  postgres: Postgres;
  programs: Programs;
}

export function runBenchmark(benchmark: Benchmark, tools: Tools): Promise<Outcome> {
  const { options } = tools;
  const seconds = Math.min(options.seconds, benchmark.maxSeconds ?? options.seconds);
  return withBench({ ...tools, options: { ...options, seconds } }, (bench) => benchmark.run(bench));
}

/** Hands `measure` what it asks for, and ends all of that afterwards. */
export async function withBench<T>(
  { options, postgres, programs }: Tools,
  measure: (bench: Bench) => Promise<T>,
): Promise<T> {
  const endings: (() => Promise<unknown>)[] = [];
  const logs: (() => string)[] = [];
  const bench: Bench = {
    options,
    postgres,
    scaled: (count, least = 1) => Math.max(least, Math.round(count * options.scale)),
    async database() {
      const url = await postgres.createDatabase();
      endings.push(() => postgres.dropDatabase(url));
      const arrangement = arrange(url);
      endings.push(arrangement.close);
      return { url, arrange: arrangement };
    },
    async product(databaseUrl, env = {}) {
      const server = await startProduct({ databaseUrl, env });
      endings.push(server.stop);
      logs.push(server.log);
      return server;
    },
    worker(program, nodeFlags = []) {
      const worker = startWorker(programs.path(program), { nodeFlags });
      endings.push(worker.stop);
      return worker;
    },
    programPath: programs.path,
  };
  try {
    return await measure(bench);
  } catch (error) {
    for (const log of logs) console.error(log());
    throw error;
  } finally {
    for (const end of endings.reverse()) await end();
  }
}
