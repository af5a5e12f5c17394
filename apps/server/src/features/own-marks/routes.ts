import type { Db } from "../../database/connection.ts";
import type { Routes } from "../../http/route-table.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { changeOwnMarks } from "./change-own-marks.ts";

export function ownMarkRoutes(dependencies: {
  db: Db;
  delivery: Delivery;
}): Pick<Routes, "PATCH /conversations/:id/own"> {
  return {
    "PATCH /conversations/:id/own": {
      access: "signed-in",
      cost: 1,
      handle: ({ params, body }, { user }) =>
        changeOwnMarks({ conversationId: params.id, change: body }, user.id, dependencies),
    },
  };
}
