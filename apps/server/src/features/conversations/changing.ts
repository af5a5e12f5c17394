/** What changing a conversation needs. */
import type { Db } from "../../database/connection.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import type { Subscriptions } from "../../realtime/subscriptions.ts";

export interface Changing {
  db: Db;
  delivery: Delivery;
  subscriptions: Subscriptions;
}
