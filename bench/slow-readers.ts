/** 12. From send to receive for everyone else while some in a busy group have stopped reading, against the same without them. */
import { watchMemory } from "@oschat/test-kit/resident-memory";
import { alternate } from "./kit/alternate.ts";
import { type Benchmark, check, type Sample } from "./kit/benchmark.ts";
import { gatherOnProduct, type ProductCrowd } from "./kit/groups.ts";
import type { OpenLoopOrder, OpenLoopResult } from "./load/open-loop.ts";

const STOPPED = 3;
const PER_SECOND = 200;
/** Long messages, so that what the system itself buffers is soon full. */
const PADDING = 3_000;
const CUT = /"time":"([^"]+)"[^\n]*connection cut/g;

export const slowReaders: Benchmark = {
  name: "slow-readers",
  title: `send to receive, p99, beside ${STOPPED} connections of the same group of 20 that do not read`,
  unit: "ms",
  floorName: "the same without them",
  better: "lower",
  atLeast: 1.5,
  aim: 1.1,
  async run(bench) {
    const crowd = await gatherOnProduct(bench, { groups: 1, members: 20, senders: 20 });
    const order = { perSecond: bench.scaled(PER_SECOND, 20), until: "delivery", padding: PADDING } as const;

    return alternate(bench, {
      async product(seconds) {
        const began = Date.now();
        await crowd.load.call("openStopped", { port: crowd.product.port, tokens: crowd.tokens.slice(0, STOPPED) });
        const sample = await measure(crowd, { ...order, seconds });
        await crowd.load.call("closeStopped");
        const cuts = [...crowd.product.log().matchAll(CUT)].map(([, time = ""]) => Date.parse(time) - began);
        const thisTime = cuts.filter((after) => after >= 0);
        const isLong = (seconds * order.perSecond * PADDING) / 2 ** 20 > 40;
        check(!isLong || thisTime.length >= STOPPED, `${thisTime.length} of ${STOPPED} were cut`);
        const lastCutMs = thisTime.length === 0 ? 0 : Math.max(...thisTime);
        return { ...sample, details: { ...sample.details, cut: thisTime.length, lastCutMs } };
      },
      floor: (seconds) => measure(crowd, { ...order, seconds }),
    });
  },
};

async function measure({ load, product }: ProductCrowd, order: OpenLoopOrder): Promise<Sample> {
  let result: OpenLoopResult | undefined;
  const { before, peak } = await watchMemory(product.pid, async () => {
    result = await load.call<OpenLoopResult>("openLoop", order);
  });
  const { latencies, lateness } = result as OpenLoopResult;
  const memory = { memoryBeforeMb: before / 2 ** 20, memoryPeakMb: peak / 2 ** 20 };
  return { value: latencies.p99, details: { p50Ms: latencies.p50, loadLateP99Ms: lateness.p99, ...memory } };
}
