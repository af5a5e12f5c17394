import type { Events } from "../../realtime/event-table.ts";
import type { Sync } from "./create-sync.ts";
import { surchargeFor } from "./surcharge-for.ts";

export function syncEvents({ catchUp, compareHeads }: Sync): Pick<Events, "sync:request" | "sync:heads"> {
  return {
    "sync:request": {
      cost: 2,
      surcharge: surchargeFor,
      handle: (request, { user }) => catchUp(request, user.id),
    },
    "sync:heads": { cost: 2, handle: (request, { user }) => compareHeads(request, user.id) },
  };
}
