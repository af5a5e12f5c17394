/**
 * 5. From send to receive at half of the server's own peak, against echoing on bare `ws` at that rate plus one INSERT, at that rate
 * or, if it is less, at half of what single INSERTs reach. Times count from the schedule on both sides.
 */
import { alternate } from "./kit/alternate.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { gatherOnFloor, gatherOnProduct } from "./kit/groups.ts";
import { insertFloor } from "./kit/insert-floor.ts";
import type { ClosedLoopResult } from "./load/closed-loop.ts";
import type { OpenLoopResult } from "./load/open-loop.ts";

const IN_FLIGHT = 4;

export const latency: Benchmark = {
  name: "latency",
  title: "send to receive, p99, at half of the own peak, 50 groups of 10",
  unit: "ms",
  floorName: "p99 of a bare ws echo + p99 of an INSERT, each at no more than half of its own peak",
  better: "lower",
  atLeast: 2.5,
  aim: 1.5,
  async run(bench) {
    const shape = { groups: bench.scaled(50), members: 10, senders: 10 };
    const crowd = await gatherOnProduct(bench, shape);
    const echo = await gatherOnFloor(bench, { groups: shape.groups * shape.members, members: 1, senders: 1 });
    const inserts = await insertFloor(bench);
    const loop = { seconds: bench.options.seconds / 3, inFlight: IN_FLIGHT };
    await crowd.load.call("closedLoop", loop);
    const peak = await crowd.load.call<ClosedLoopResult>("closedLoop", loop);
    const perSecond = peak.acknowledgedInTime / peak.seconds / 2;
    const insertPeak = await inserts.findBestClients(loop.seconds / 2);
    const insertsPerSecond = Math.min(perSecond, insertPeak.perSecond / 2);

    return alternate(bench, {
      async product(seconds) {
        const order = { seconds, perSecond, until: "delivery" };
        const { latencies, lateness } = await crowd.load.call<OpenLoopResult>("openLoop", order);
        return {
          value: latencies.p99,
          details: { perSecond, p50Ms: latencies.p50, maxMs: latencies.max, loadLateP99Ms: lateness.p99 },
        };
      },
      async floor(seconds) {
        const order = { seconds, perSecond, until: "answer" };
        const { latencies, lateness } = await echo.load.call<OpenLoopResult>("openLoop", order);
        const inserted = await inserts.run(seconds, insertsPerSecond);
        return {
          value: latencies.p99 + inserted.latencies.p99,
          details: {
            echoP50Ms: latencies.p50,
            echoP99Ms: latencies.p99,
            insertsPerSecond,
            insertP50Ms: inserted.latencies.p50,
            insertP99Ms: inserted.latencies.p99,
            loadLateP99Ms: lateness.p99,
          },
        };
      },
    });
  },
};
