/** A closed loop on the product, measured: rates, processor time, and everything checked against the database. */
import type { ClosedLoopResult } from "../load/closed-loop.ts";
import type { ProductCrowd } from "./groups.ts";
import { type Watched, watch } from "./watched.ts";

export interface Talk extends Watched<ClosedLoopResult> {
  acknowledgedPerSecond: number;
  /** Server and database, per acknowledged message. */
  cpuMicros: number;
  details: Record<string, number>;
}

/** Keeps count over all its loops, as the check of the rows needs. */
export function talkOnProduct(crowd: ProductCrowd, inFlight: number): (seconds: number) => Promise<Talk> {
  let acknowledged = 0;
  return async (seconds) => {
    const watched = await watch(crowd.trees, () =>
      crowd.load.call<ClosedLoopResult>("closedLoop", { seconds, inFlight }),
    );
    const { result, cpuSeconds, cpuSecondsOfEach, busyAfterMs, foreignLoad } = watched;
    const [serverSeconds = 0, databaseSeconds = 0] = cpuSecondsOfEach;
    acknowledged += result.acknowledged;
    await crowd.checkRows(acknowledged);
    const acknowledgedPerSecond = result.acknowledgedInTime / result.seconds;
    const cpuMicros = (cpuSeconds * 1e6) / result.acknowledged;
    return {
      ...watched,
      acknowledgedPerSecond,
      cpuMicros,
      details: {
        acknowledgedPerSecond,
        deliveriesPerSecond: result.deliveries / result.seconds,
        acknowledgedPerCpuSecond: result.acknowledged / cpuSeconds,
        cpuMicrosPerMessage: cpuMicros,
        serverMicrosPerMessage: (serverSeconds * 1e6) / result.acknowledged,
        databaseMicrosPerMessage: (databaseSeconds * 1e6) / result.acknowledged,
        busyAfterMs,
        outOfOrder: result.outOfOrder,
        foreignLoad,
      },
    };
  };
}
