/** 6. What an idle, authenticated connection keeps in memory, against a bare `ws` connection. Each measurement is a fresh process. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Benchmark, Outcome, Sample } from "./kit/benchmark.ts";
import { residentBytes } from "./kit/process-cpu.ts";
import { startProduct } from "./kit/product.ts";

const CONVERSATIONS_EACH = 20;
const GROUP_SIZE = 50;
const WARM_SHARE = 0.02;
const MAX_REST_MS = 15_000;
const GARBAGE_ROUNDS = 3;
const GARBAGE_ROUND_MS = 500;

export const idleMemory: Benchmark = {
  name: "idle-memory",
  title: "resident memory per idle authenticated connection, 5,000 of them in 20 conversations each",
  unit: "kB",
  floorName: "bare ws",
  better: "lower",
  atLeast: 2.0,
  aim: 1.4,
  async run(bench) {
    const { url, arrange } = await bench.database();
    const people = await arrange.people(bench.scaled(5_000, GROUP_SIZE));
    const ids = people.map(({ id }) => id);
    await arrange.groups(circles(ids));
    await arrange.query("vacuum analyze");
    const tokens = people.map(({ token }) => token);
    const flags = ["--expose-gc", "--import", bench.programPath("kit/collect-garbage-on-signal")];

    const outcome: Outcome = { product: [], floor: [] };
    for (let pair = 0; pair < bench.options.pairs; pair += 1) {
      const product = await startProduct({ databaseUrl: url, nodeFlags: flags });
      try {
        outcome.product.push(await measure(bench, product, tokens));
      } finally {
        await product.stop();
      }
      const floor = bench.worker("floors/bare-ws", flags);
      outcome.floor.push(await measure(bench, { pid: floor.pid, port: await floor.call<number>("listen") }, tokens));
      await floor.stop();
    }
    return outcome;
  },
};

/** The growth from a few connections, with all code warm, to all of them. */
async function measure(
  bench: Bench,
  server: { pid: number; port: number },
  tokens: readonly string[],
): Promise<Sample> {
  const load = bench.worker("load/main");
  const warm = Math.ceil(tokens.length * WARM_SHARE);
  await load.call("openIdle", { port: server.port, tokens: tokens.slice(0, warm) });
  const before = await restingBytes(bench, server.pid);
  await load.call("openIdle", { port: server.port, tokens: tokens.slice(warm) });
  const after = await restingBytes(bench, server.pid);
  await load.stop();
  return {
    value: (after - before) / (tokens.length - warm) / 1_000,
    details: { beforeMB: before / 1e6, afterMB: after / 1e6, connections: tokens.length },
  };
}

async function restingBytes({ options }: Bench, pid: number): Promise<number> {
  await sleep(Math.min(MAX_REST_MS, options.seconds * 1_000));
  for (let round = 0; round < GARBAGE_ROUNDS; round += 1) {
    process.kill(pid, "SIGUSR2");
    await sleep(GARBAGE_ROUND_MS);
  }
  return residentBytes(pid);
}

/** Groups such that everyone is in the same number of them: the people dealt into tables, each time with another stride. */
function circles(ids: readonly string[]): string[][] {
  const tables = Math.floor(ids.length / GROUP_SIZE);
  return Array.from({ length: CONVERSATIONS_EACH }, (_, round) => {
    const seated = Array.from({ length: tables }, (): string[] => []);
    for (const [index, id] of ids.entries()) {
      seated[(index + round * Math.floor(index / tables)) % tables]?.push(id);
    }
    return seated;
  }).flat();
}
