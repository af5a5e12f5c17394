import type { ListQuery } from "@oschat/protocol";
import { shareReads } from "../../database/share-reads.ts";
import type { Routes } from "../../http/route-table.ts";
import { addMember } from "./add-member.ts";
import { changeRole } from "./change-role.ts";
import type { Changing } from "./changing.ts";
import { createDm, createGroup } from "./create-conversation.ts";
import { listConversations, readDetails } from "./read-conversations.ts";
import { removeMember } from "./remove-member.ts";
import { renameGroup } from "./rename-group.ts";

const ROWS_PER_POINT = 100;

export function conversationRoutes(
  changing: Changing & { readEpoch: () => Promise<string> },
): Pick<
  Routes,
  | "GET /conversations"
  | "POST /conversations/dm"
  | "POST /conversations/group"
  | "GET /conversations/:id"
  | "PATCH /conversations/:id"
  | "POST /conversations/:id/members"
  | "PATCH /conversations/:id/members/:userId"
  | "DELETE /conversations/:id/members/:userId"
> {
  const { db, readEpoch } = changing;
  const list = shareReads(({ userId, query }: { userId: string; query: ListQuery }) =>
    listConversations(db, userId, query),
  );
  return {
    "GET /conversations": {
      access: "signed-in",
      cost: 5,
      isPresented: true,
      surcharge: ({ conversations }) => Math.floor(conversations.length / ROWS_PER_POINT),
      handle: async ({ query }, { user }) => {
        const epoch = await readEpoch();
        return { ...(await list({ userId: user.id, query })), epoch };
      },
    },
    "POST /conversations/dm": {
      access: "signed-in",
      cost: 10,
      extra: () => ({ creations: 1, lookups: 1 }),
      handle: ({ body }, { user }) => createDm(body.email, user, changing),
    },
    "POST /conversations/group": {
      access: "signed-in",
      cost: 20,
      extra: ({ body }) => ({ creations: 1, lookups: body.memberEmails.length }),
      handle: ({ body }, { user }) => createGroup(body, user, changing),
    },
    "GET /conversations/:id": {
      access: "signed-in",
      cost: 2,
      handle: ({ params }, { user }) => readDetails(db, params.id, user.id),
    },
    "PATCH /conversations/:id": {
      access: "signed-in",
      cost: 5,
      handle: ({ params, body }, { user }) => renameGroup({ conversationId: params.id, ...body }, user, changing),
    },
    "POST /conversations/:id/members": {
      deed: "member_added",
      access: "signed-in",
      cost: 5,
      extra: () => ({ creations: 1, lookups: 1 }),
      handle: ({ params, body }, { user }) => addMember({ conversationId: params.id, ...body }, user, changing),
    },
    "PATCH /conversations/:id/members/:userId": {
      deed: "role_changed",
      access: "signed-in",
      cost: 5,
      handle: ({ params, body }, { user }) =>
        changeRole({ conversationId: params.id, userId: params.userId, ...body }, user, changing),
    },
    "DELETE /conversations/:id/members/:userId": {
      deed: "member_removed",
      access: "signed-in",
      cost: 5,
      handle: async ({ params }, { user }) => {
        await removeMember({ conversationId: params.id, userId: params.userId }, user, changing);
        return undefined;
      },
    },
  };
}
