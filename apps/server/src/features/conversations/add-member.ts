import { type ConversationDetails, LIMITS, type Me, Refusal } from "@oschat/protocol";
import { enforce, lockConversation, mayAddMember, roleOf } from "../membership/index.ts";
import { postSystemMessage } from "../messages/index.ts";
import { requirePeople } from "../users/index.ts";
import type { Changing } from "./changing.ts";
import { insertMember } from "./conversations.store.ts";
import { readDetailsUnderLock } from "./read-conversations.ts";

/**
 * Adds somebody to a group; they see its whole history.
 *
 * @throws {Refusal} not_found, not_allowed, direct_message_fixed, user_not_found, already_member, conversation_full
 */
export async function addMember(
  { conversationId, email }: { conversationId: string; email: string },
  user: Me,
  { db, delivery, subscriptions }: Changing,
): Promise<ConversationDetails> {
  return subscriptions.adding(conversationId, async () => {
    const { person, news, details } = await db.transaction().execute(async (tx) => {
      const conversation = await lockConversation(tx, conversationId, user.id);
      enforce(mayAddMember(conversation));
      const [person] = await requirePeople(tx, [email]);
      if (person === undefined) throw new Refusal("user_not_found");
      if ((await roleOf(tx, conversationId, person.id)) !== null) {
        // Perhaps an earlier attempt succeeded unheard: then they do not hear the conversation yet.
        subscriptions.added(conversationId, [person.id]);
        throw new Refusal("already_member");
      }
      if (conversation.memberCount >= LIMITS.groupMembers) throw new Refusal("conversation_full");
      const { id: userId, name, avatarUrl } = person;
      const system = { type: "member_added", userId, name, avatarUrl, role: "member" } as const;
      const news = await postSystemMessage(tx, conversationId, { actor: user, system });
      await insertMember(tx, conversationId, person.id);
      return { person, news, details: await readDetailsUnderLock(tx, conversationId, user.id) };
    });
    subscriptions.added(conversationId, [person.id]);
    delivery.deliver("conversation:added", { conversationId }, { user: person.id });
    delivery.deliver("message:new", news, { conversation: conversationId });
    return details;
  });
}
