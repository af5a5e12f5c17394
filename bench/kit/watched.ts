/** A load with an eye on the processors: what the watched processes used and for how long after it, and what else was running. */
import { cpuSeconds, machineCpuSeconds, untilSettled } from "./process-cpu.ts";

export interface Watched<T> {
  result: T;
  /** Used by the watched processes until they were idle again. */
  cpuSeconds: number;
  /** The same for each of the trees. */
  cpuSecondsOfEach: number[];
  /** How long they went on working after the load had ended. */
  busyAfterMs: number;
  /** Share of one processor taken by processes that are neither watched nor ours. */
  foreignLoad: number;
}

/** @param servers roots of the process trees that do the measured work */
export async function watch<T>(servers: readonly number[], load: () => Promise<T>): Promise<Watched<T>> {
  const ours = [...servers, process.pid];
  const started = performance.now();
  const before = {
    each: servers.map((pid) => cpuSeconds([pid])),
    ours: cpuSeconds(ours),
    machine: machineCpuSeconds(),
  };
  const result = await load();
  const busyAfterMs = await untilSettled(servers);
  const foreign = machineCpuSeconds() - before.machine - (cpuSeconds(ours) - before.ours);
  const cpuSecondsOfEach = servers.map((pid, index) => cpuSeconds([pid]) - (before.each[index] ?? 0));
  return {
    result,
    cpuSeconds: cpuSecondsOfEach.reduce((sum, seconds) => sum + seconds, 0),
    cpuSecondsOfEach,
    busyAfterMs,
    foreignLoad: Math.max(0, foreign / ((performance.now() - started) / 1_000)),
  };
}
