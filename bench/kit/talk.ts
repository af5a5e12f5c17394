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

/** Keeps count over all its loops, and of what was sent otherwise, as the check of the rows needs. */
export function talkOnProduct(
  crowd: ProductCrowd,
  inFlight: number,
): { (seconds: number): Promise<Talk>; countElsewhere(acknowledged: number): void } {
  let acknowledged = 0;
  const talk = async (seconds: number): Promise<Talk> => {
    const watched = await watch(crowd.trees, () =>
      crowd.load.call<ClosedLoopResult>("closedLoop", { seconds, inFlight }),
    );
    const { result, cpuSeconds, cpuSecondsOfEach, busyAfterMs, foreignLoad } = watched;
    const databaseSeconds = cpuSecondsOfEach.at(-1) ?? 0;
    const serverSeconds = cpuSeconds - databaseSeconds;
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
  return Object.assign(talk, {
    countElsewhere(more: number) {
      acknowledged += more;
    },
  });
}
