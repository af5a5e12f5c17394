/** What a person asks of the server, and how its answer enters the state: by the same door as everybody's changes. */
import { type ConversationDetails, type FoundPerson, type Message, Refusal, type Role } from "@oschat/protocol";
import type { CatchUp } from "./catch-up.ts";
import type { Lanes } from "./lanes.ts";
import type { RestCalls } from "./rest-calls.ts";
import type { StayConnected } from "./stay-connected.ts";
import type { Store } from "./store.ts";

export interface ActionDeps {
  store: Store;
  lanes: Lanes;
  catchUp: CatchUp;
  rest: RestCalls;
  connection: StayConnected;
}

export function createActions({ store, lanes, catchUp, rest, connection }: ActionDeps) {
  /** The server has acted; that the state cannot follow at once must not look like a failure (E2). */
  async function followed(adoption: Promise<void>): Promise<void> {
    await adoption.catch(() => {});
  }

  async function begun(details: ConversationDetails): Promise<ConversationDetails> {
    await followed(catchUp.adoptNew(details));
    return details;
  }

  async function applied(change: Promise<Message>): Promise<Message> {
    const message = await change;
    lanes.offer(message);
    return message;
  }

  async function removeMember(conversationId: string, userId: string): Promise<void> {
    await rest.removeMember(conversationId, userId);
    if (userId === store.meId()) catchUp.drop([conversationId]);
  }

  return {
    edit: (conversationId: string, messageId: string, body: string) =>
      applied(connection.request("message:edit", { conversationId, messageId, body })),
    remove: (conversationId: string, messageId: string) =>
      applied(connection.request("message:delete", { conversationId, messageId })),
    async findPerson(email: string): Promise<FoundPerson | null> {
      try {
        const { users } = await rest.findPeople(email);
        return users[0] ?? null;
      } catch (error) {
        // Half an address, while it is being typed, is nobody's yet.
        if (error instanceof Refusal && (error.code === "user_not_found" || error.code === "invalid_request"))
          return null;
        throw error;
      }
    },
    createDm: async (email: string) => begun(await rest.createDm(email)),
    createGroup: async (title: string, memberEmails: string[]) => begun(await rest.createGroup(title, memberEmails)),
    async renameGroup(conversationId: string, title: string): Promise<void> {
      await followed(catchUp.adopt(await rest.rename(conversationId, title)));
    },
    async addMember(conversationId: string, email: string): Promise<void> {
      await followed(catchUp.adopt(await rest.addMember(conversationId, email)));
    },
    removeMember,
    async changeRole(conversationId: string, userId: string, role: Role): Promise<void> {
      await followed(catchUp.adopt(await rest.changeRole(conversationId, userId, role)));
    },
    leave: (conversationId: string) => removeMember(conversationId, store.meId()),
  };
}
