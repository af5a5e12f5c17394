/** The observer that measures, for Prometheus. Costs a few observations for each message, whoever gets it, and none for those who do. */
import type { Config } from "../../config.ts";
import { VERSION } from "../../version.ts";
import type { Observer } from "../observer.ts";
import { measureDatabase } from "./measure-database.ts";
import { measureDoors } from "./measure-doors.ts";
import { measureMessages } from "./measure-messages.ts";
import { createMeters } from "./meters.ts";
import { createMetricsPage } from "./metrics-page.ts";

export function createMetrics(place: NonNullable<Config["metrics"]>): Observer {
  const meters = createMeters();
  meters.build.set({ version: VERSION, node: process.version }, 1);
  // A server by itself has nobody to lose touch with.
  meters.inTouch.set(1);
  const page = createMetricsPage(meters, place);
  return {
    ...measureDoors(meters, page.beforeEachReading),
    ...measureMessages(meters, page.beforeEachReading),
    ...measureDatabase(meters, page.beforeEachReading),
    relay(relay) {
      page.beforeEachReading(() => meters.inTouch.set(relay.isUp() ? 1 : 0));
      return relay;
    },
    isReady(isReady) {
      page.beforeEachReading(async () => meters.ready.set((await isReady()) ? 1 : 0));
      return isReady;
    },
    start: page.start,
    stop: page.stop,
  };
}
