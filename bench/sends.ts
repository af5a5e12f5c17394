/** 1. How many durable sends a second, against PostgreSQL storing one row per statement into the same table. */
import { alternate } from "./kit/alternate.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { gatherOnProduct } from "./kit/groups.ts";
import { insertFloor } from "./kit/insert-floor.ts";
import { talkOnProduct } from "./kit/talk.ts";

const IN_FLIGHT = 4;

export const sends: Benchmark = {
  name: "sends",
  title: "durable acknowledged sends, 50 groups of 10, 4 in flight each",
  unit: "messages/s",
  floorName: "pgbench, single-row INSERT, best of 8, 16 and 32 clients",
  better: "higher",
  atLeast: 0.9,
  aim: 1.3,
  async run(bench) {
    const talk = talkOnProduct(
      await gatherOnProduct(bench, { groups: bench.scaled(50), members: 10, senders: 10 }),
      IN_FLIGHT,
    );
    const inserts = await insertFloor(bench);
    await inserts.findBestClients(bench.options.seconds / 6);
    return alternate(bench, {
      async product(seconds) {
        const { acknowledgedPerSecond, details } = await talk(seconds);
        return { value: acknowledgedPerSecond, details };
      },
      async floor(seconds) {
        const { perSecond, latencies } = await inserts.run(seconds);
        return { value: perSecond, details: { clients: inserts.clients, p50Ms: latencies.p50, p99Ms: latencies.p99 } };
      },
    });
  },
};
