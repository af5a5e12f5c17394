import type { Db } from "../../database/connection.ts";
import type { Events } from "../../realtime/event-table.ts";
import { deleteMessage, editMessage } from "./change-message.ts";
import { type Sending, sendMessage } from "./send-message.ts";

export function messageEvents(
  dependencies: Sending & { db: Db },
): Pick<Events, "message:send" | "message:edit" | "message:delete"> {
  return {
    "message:send": { cost: 1, handle: (request, { user }) => sendMessage(request, user.id, dependencies) },
    "message:edit": { cost: 2, handle: (request, { user }) => editMessage(request, user.id, dependencies) },
    "message:delete": { cost: 2, handle: (request, { user }) => deleteMessage(request, user.id, dependencies) },
  };
}
