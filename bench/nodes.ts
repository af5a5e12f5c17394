/**
 * 13. Two nodes that share a Redis, against one: messages for each second, with half of every group's members on each node, so that
 * each message goes to both; and what reaches the other node later. On one machine the nodes share its processors: the ratio tells what
 * telling each other costs, not what a second machine brings.
 */
import { startRedisServer, whyNoRedis } from "@oschat/test-kit/redis-server";
import { alternate } from "./kit/alternate.ts";
import { type Bench, type Benchmark, check, type Sample } from "./kit/benchmark.ts";
import { gatherOnProduct, type Shape } from "./kit/groups.ts";
import { talkOnProduct } from "./kit/talk.ts";
import type { OpenLoopResult } from "./load/open-loop.ts";

/** Few, as all senders of a group wait for its row, on either node: more would only wait longer. */
const IN_FLIGHT = 1;
/** Of the time, for the latency at a rate that leaves room; the rest is for the peak. */
const LATENCY_SHARE = 1 / 3;
const EASY_RATE = 100;

export const nodes: Benchmark = {
  name: "nodes",
  title: "two nodes on one machine, 50 groups of 10",
  unit: "messages/s",
  floorName: "one node of the same",
  better: "higher",
  atLeast: 0.3,
  aim: 0.6,
  async run(bench) {
    const missing = whyNoRedis();
    check(missing === null, `two nodes need Redis: ${missing}`);
    const redis = await startRedisServer();
    try {
      const shape = { groups: bench.scaled(50), members: 10, senders: 4 };
      const several = await measured(bench, shape, [{ REDIS_URL: redis.url }, { REDIS_URL: redis.url }]);
      const one = await measured(bench, shape, [{}]);
      return await alternate(bench, { product: several, floor: one });
    } finally {
      await redis.kill();
    }
  },
};

/** @param servers the settings of each server beside those that all have */
async function measured(
  bench: Bench,
  shape: Shape,
  servers: readonly Record<string, string>[],
): Promise<(seconds: number) => Promise<Sample>> {
  const crowd = await gatherOnProduct(bench, shape, servers);
  const talk = talkOnProduct(crowd, IN_FLIGHT);
  return async (seconds) => {
    const { acknowledgedPerSecond, details } = await talk(seconds * (1 - LATENCY_SHARE));
    const perSecond = bench.scaled(EASY_RATE, 20);
    const order = { seconds: seconds * LATENCY_SHARE, perSecond, until: "delivery" };
    const { latencies } = await crowd.load.call<OpenLoopResult>("openLoop", order);
    talk.countElsewhere(Math.max(1, Math.round(order.seconds * perSecond)));
    return {
      value: acknowledgedPerSecond,
      details: { ...details, perSecond, p50Ms: latencies.p50, p99Ms: latencies.p99, maxMs: latencies.max },
    };
  };
}
