import type { Db } from "../../database/connection.ts";
import type { Events } from "../../realtime/event-table.ts";
import { catchUp } from "./catch-up.ts";
import { compareHeads } from "./compare-heads.ts";

export function syncEvents(dependencies: {
  db: Db;
  readEpoch: () => Promise<string>;
}): Pick<Events, "sync:request" | "sync:heads"> {
  return {
    "sync:request": { cost: 2, handle: (request, { user }) => catchUp(dependencies.db, request, user.id) },
    "sync:heads": { cost: 2, handle: (request, { user }) => compareHeads(dependencies, request, user.id) },
  };
}
