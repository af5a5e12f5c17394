/** How people are told what happened, on one node or on several: what features and the gateway use, and its beginning and end. */
import type { Delivery } from "./delivery.ts";
import type { Subscriptions } from "./subscriptions.ts";

export interface Telling {
  delivery: Delivery;
  subscriptions: Subscriptions;
  start(): void;
  stop(): void;
}
