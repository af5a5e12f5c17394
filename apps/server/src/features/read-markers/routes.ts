import type { Db } from "../../database/connection.ts";
import type { Routes } from "../../http/route-table.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { markRead } from "./mark-read.ts";

export function readMarkerRoutes(dependencies: {
  db: Db;
  delivery: Delivery;
}): Pick<Routes, "POST /conversations/:id/read"> {
  return {
    "POST /conversations/:id/read": {
      access: "signed-in",
      cost: 1,
      handle: ({ params, body }, { user }) => markRead({ conversationId: params.id, ...body }, user.id, dependencies),
    },
  };
}
