/** The observers that the operator asked for. What they stand on is loaded only then. */
import type { Config } from "../config.ts";
import type { Observer } from "./observer.ts";

export async function openObservers({ metrics, tracing }: Pick<Config, "metrics" | "tracing">): Promise<Observer[]> {
  const observers: Observer[] = [];
  if (metrics !== null) {
    const { createMetrics } = await import("./metrics/create-metrics.ts");
    observers.push(createMetrics(metrics));
  }
  if (tracing !== null) {
    const { createTracing } = await import("./tracing/create-tracing.ts");
    observers.push(createTracing(tracing));
  }
  return observers;
}
