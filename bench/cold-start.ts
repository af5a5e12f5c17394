/** 11. From starting the built server to the first authenticated connection, against Node with `ws` and one SELECT 1. */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@oschat/server/database/loopback-port";
import { endProcess } from "@oschat/test-kit/end-process";
import type { Bench, Benchmark, Outcome, Sample } from "./kit/benchmark.ts";
import { startProduct } from "./kit/product.ts";
import { median } from "./kit/statistics.ts";
import { openConnection } from "./load/connection.ts";

const SECONDS_PER_START = 6;
const RETRY_MS = 3;
const GIVE_UP_MS = 60_000;

export const coldStart: Benchmark = {
  name: "cold-start",
  title: "start of the built server to the first authenticated connection, database up",
  unit: "ms",
  floorName: "node + ws + SELECT 1",
  better: "lower",
  atLeast: 4,
  aim: 2.5,
  async run(bench) {
    const { url, arrange } = await bench.database();
    const [person] = await arrange.people(1);
    const token = person?.token ?? "";
    const starts = Math.max(1, Math.round(bench.options.seconds / SECONDS_PER_START));
    const outcome: Outcome = { product: [], floor: [] };
    for (let pair = 0; pair < bench.options.pairs; pair += 1) {
      outcome.product.push(await repeat(starts, () => startOfProduct(url, token)));
      outcome.floor.push(await repeat(starts, () => startOfFloor(bench, url, token)));
    }
    return outcome;
  },
};

interface Start {
  startMs: number;
  stopMs: number;
}

async function repeat(times: number, start: () => Promise<Start>): Promise<Sample> {
  const starts: Start[] = [];
  for (let time = 0; time < times; time += 1) starts.push(await start());
  return {
    value: median(starts.map(({ startMs }) => startMs)),
    details: { stopMs: median(starts.map(({ stopMs }) => stopMs)), starts: times },
  };
}

async function startOfProduct(databaseUrl: string, token: string): Promise<Start> {
  const started = performance.now();
  const server = await startProduct({ databaseUrl, isAwaited: false });
  const startMs = await untilConnected(server.port, token, started);
  return { startMs, stopMs: await server.stop() };
}

async function startOfFloor(bench: Bench, databaseUrl: string, token: string): Promise<Start> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [bench.programPath("floors/bare-start")], {
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL: databaseUrl },
    stdio: "inherit",
  });
  const startMs = await untilConnected(port, token, started);
  const stopping = performance.now();
  await endProcess(child);
  return { startMs, stopMs: performance.now() - stopping };
}

/** The connection stays open, so that ending the server has something to close. */
async function untilConnected(port: number, token: string, started: number): Promise<number> {
  for (;;) {
    try {
      await openConnection(port, token);
      return performance.now() - started;
    } catch (error) {
      if (performance.now() - started > GIVE_UP_MS) throw error;
      await sleep(RETRY_MS);
    }
  }
}
