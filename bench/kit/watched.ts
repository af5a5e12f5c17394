/** A load with an eye on the processors: what the watched processes used, for how long after it, and what else was running. */
import { cpuSeconds, machineCpuSeconds, untilSettled } from "./process-cpu.ts";

export interface Watched<T> {
  result: T;
  /** Used by the watched processes until they were idle again. */
  cpuSeconds: number;
  /** How long they went on working after the load had ended. */
  busyAfterMs: number;
  /** Share of one processor taken by processes that are neither watched nor ours. */
  foreignLoad: number;
}

/** @param servers roots of the process trees that do the measured work */
export async function watch<T>(servers: readonly number[], load: () => Promise<T>): Promise<Watched<T>> {
  const ours = [...servers, process.pid];
  const started = performance.now();
  const before = { servers: cpuSeconds(servers), ours: cpuSeconds(ours), machine: machineCpuSeconds() };
  const result = await load();
  const busyAfterMs = await untilSettled(servers);
  const foreign = machineCpuSeconds() - before.machine - (cpuSeconds(ours) - before.ours);
  return {
    result,
    cpuSeconds: cpuSeconds(servers) - before.servers,
    busyAfterMs,
    foreignLoad: Math.max(0, foreign / ((performance.now() - started) / 1_000)),
  };
}
