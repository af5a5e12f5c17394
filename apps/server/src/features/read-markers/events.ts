import type { Db } from "../../database/connection.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import type { Events } from "../../realtime/event-table.ts";
import { markRead } from "./mark-read.ts";

export function readMarkerEvents(dependencies: { db: Db; delivery: Delivery }): Pick<Events, "read:mark"> {
  return { "read:mark": { cost: 1, handle: (request, { user }) => markRead(request, user.id, dependencies) } };
}
