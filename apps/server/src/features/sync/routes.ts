import type { Routes } from "../../http/route-table.ts";
import type { Sync } from "./create-sync.ts";
import { surchargeFor } from "./surcharge-for.ts";

export function syncRoutes({
  catchUp,
  compareHeads,
}: Sync): Pick<Routes, "GET /conversations/:id/changes" | "GET /heads"> {
  return {
    "GET /conversations/:id/changes": {
      access: "signed-in",
      cost: 2,
      surcharge: surchargeFor,
      isPresented: true,
      handle: ({ params, query }, { user }) => catchUp({ conversationId: params.id, ...query }, user.id),
    },
    "GET /heads": {
      access: "signed-in",
      cost: 2,
      isPresented: true,
      handle: ({ query }, { user }) => compareHeads(query, user.id),
    },
  };
}
