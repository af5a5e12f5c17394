import { Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Routes } from "../../http/route-table.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { isMember } from "../membership/index.ts";
import { signalTyping } from "./signal-typing.ts";

/** A program without a socket is in no room, so its membership is looked up; the signal itself is not stored. */
export function typingRoutes({
  db,
  delivery,
}: {
  db: Db;
  delivery: Delivery;
}): Pick<Routes, "POST /conversations/:id/typing"> {
  return {
    "POST /conversations/:id/typing": {
      access: "signed-in",
      cost: 1,
      handle: async ({ params, body }, { user }) => {
        if (!(await isMember(db, params.id, user.id))) throw new Refusal("not_found");
        signalTyping({ conversationId: params.id, isTyping: body.isTyping }, user, delivery);
        return undefined;
      },
    },
  };
}
