import type { Db } from "../../database/connection.ts";
import type { Routes } from "../../http/route-table.ts";
import { catchUp } from "./catch-up.ts";
import { compareHeads } from "./compare-heads.ts";

export function syncRoutes(dependencies: {
  db: Db;
  readEpoch: () => Promise<string>;
}): Pick<Routes, "GET /conversations/:id/changes" | "GET /heads"> {
  return {
    "GET /conversations/:id/changes": {
      access: "signed-in",
      cost: 2,
      isPresented: true,
      handle: ({ params, query }, { user }) =>
        catchUp(dependencies.db, { conversationId: params.id, ...query }, user.id),
    },
    "GET /heads": {
      access: "signed-in",
      cost: 2,
      isPresented: true,
      handle: ({ query }, { user }) => compareHeads(dependencies, query, user.id),
    },
  };
}
