/** Runs one benchmark: gives it what it asks for, and ends all of that afterwards, the last first. */

import { startWorker } from "@oschat/test-kit/worker";
import { arrange } from "./arrange.ts";
import type { Bench, Benchmark, Outcome } from "./benchmark.ts";
import type { Options } from "./options.ts";
import type { Postgres } from "./postgres.ts";
import { startProduct } from "./product.ts";
import type { Programs } from "./programs.ts";

export async function runBenchmark(
  benchmark: Benchmark,
  { options, postgres, programs }: { options: Options; postgres: Postgres; programs: Programs },
): Promise<Outcome> {
  const endings: (() => Promise<unknown>)[] = [];
  const logs: (() => string)[] = [];
  const bench: Bench = {
    options: { ...options, seconds: Math.min(options.seconds, benchmark.maxSeconds ?? options.seconds) },
    postgres,
    scaled: (count, least = 1) => Math.max(least, Math.round(count * options.scale)),
    async database() {
      const url = await postgres.createDatabase();
      endings.push(() => postgres.dropDatabase(url));
      const arrangement = arrange(url);
      endings.push(arrangement.close);
      return { url, arrange: arrangement };
    },
    async product(databaseUrl, nodeFlags = []) {
      const server = await startProduct({ databaseUrl, nodeFlags });
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
    return await benchmark.run(bench);
  } catch (error) {
    for (const log of logs) console.error(log());
    throw error;
  } finally {
    for (const end of endings.reverse()) await end();
  }
}
