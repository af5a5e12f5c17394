import type { HistoryQuery } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { shareReads } from "../../database/share-reads.ts";
import type { Routes } from "../../http/route-table.ts";
import { deleteMessage, editMessage } from "./change-message.ts";
import { readHistoryPage } from "./read-history.ts";
import { type Sending, sendMessage } from "./send-message.ts";

export function messageRoutes(
  dependencies: Sending & { db: Db },
): Pick<
  Routes,
  | "GET /conversations/:id/messages"
  | "POST /conversations/:id/messages"
  | "PATCH /conversations/:id/messages/:messageId"
  | "DELETE /conversations/:id/messages/:messageId"
> {
  const readPage = shareReads(({ query, ...place }: { conversationId: string; userId: string; query: HistoryQuery }) =>
    readHistoryPage(dependencies.db, place, query),
  );
  return {
    "GET /conversations/:id/messages": {
      access: "signed-in",
      cost: 1,
      isPresented: true,
      handle: ({ params, query }, { user }) => readPage({ conversationId: params.id, userId: user.id, query }),
    },
    "POST /conversations/:id/messages": {
      access: "signed-in",
      cost: 1,
      handle: ({ params, body }, { user }) =>
        sendMessage({ conversationId: params.id, ...body }, user.id, dependencies),
    },
    "PATCH /conversations/:id/messages/:messageId": {
      access: "signed-in",
      cost: 2,
      handle: ({ params, body }, { user }) =>
        editMessage({ conversationId: params.id, messageId: params.messageId, ...body }, user.id, dependencies),
    },
    "DELETE /conversations/:id/messages/:messageId": {
      access: "signed-in",
      cost: 2,
      handle: ({ params }, { user }) =>
        deleteMessage({ conversationId: params.id, messageId: params.messageId }, user.id, dependencies),
    },
  };
}
