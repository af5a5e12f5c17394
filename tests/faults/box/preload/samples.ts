/** What the process uses, when asked. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Order, SampleAnswer } from "./orders.ts";

/** The histogram holds the time between two looks, so this much is no delay. */
const RESOLUTION_MS = 10;
const PERCENTILE = 99;

export function answerSamples(): void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  process.on("message", (order: Order) => {
    if (order.do !== "sample") return;
    const between = delays.count === 0 ? RESOLUTION_MS : delays.percentile(PERCENTILE) / 1e6;
    delays.reset();
    process.send?.({
      id: order.id,
      rssMb: process.memoryUsage.rss() / 2 ** 20,
      loopDelayMs: Math.max(0, between - RESOLUTION_MS),
      handles: process.getActiveResourcesInfo().length,
    } satisfies SampleAnswer);
  });
}
