/** Telling people what happened where one server works on the database: all who listen, listen here. */
import type { LocalDelivery } from "./delivery.ts";
import type { Subscriptions } from "./subscriptions.ts";
import type { Telling } from "./telling.ts";

export function tellOnOneNode(delivery: LocalDelivery, subscriptions: Subscriptions): Telling {
  return { delivery, subscriptions, start() {}, stop() {} };
}
