import type { Db } from "../../database/connection.ts";
import type { Routes } from "../../http/route-table.ts";
import { findPeopleByEmail } from "./users.store.ts";

export function userRoutes({ db }: { db: Db }): Pick<Routes, "GET /users/search"> {
  return {
    "GET /users/search": {
      access: "signed-in",
      cost: 5,
      extra: () => ({ lookups: 1 }),
      handle: async ({ query }) => ({ users: await findPeopleByEmail(db, [query.email]) }),
    },
  };
}
