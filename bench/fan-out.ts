/** 4. One speaks to a thousand: deliveries for each second of processor time, against bare `ws` with a frame built once. */
import { alternate } from "./kit/alternate.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { gatherOnFloor, gatherOnProduct } from "./kit/groups.ts";
import { talkOnProduct } from "./kit/talk.ts";
import { watch } from "./kit/watched.ts";
import type { ClosedLoopResult } from "./load/closed-loop.ts";

const IN_FLIGHT = 1;

export const fanOut: Benchmark = {
  name: "fan-out",
  title: "one sender, 1,000 members",
  unit: "deliveries/CPU-s",
  floorName: "bare ws loop, frame built once",
  better: "higher",
  atLeast: 0.8,
  aim: 1.0,
  async run(bench) {
    const shape = { groups: 1, members: bench.scaled(1_000, 2), senders: 1 };
    const talk = talkOnProduct(await gatherOnProduct(bench, shape), IN_FLIGHT);
    const bare = await gatherOnFloor(bench, shape);
    return alternate(bench, {
      async product(seconds) {
        const { result, cpuSeconds, details } = await talk(seconds);
        return { value: result.deliveries / cpuSeconds, details };
      },
      async floor(seconds) {
        const { result, cpuSeconds, busyAfterMs } = await watch([bare.floor.pid], () =>
          bare.load.call<ClosedLoopResult>("closedLoop", { seconds, inFlight: IN_FLIGHT }),
        );
        return {
          value: result.deliveries / cpuSeconds,
          details: { deliveriesPerSecond: result.deliveries / result.seconds, busyAfterMs },
        };
      },
    });
  },
};
