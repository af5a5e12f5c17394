import { type Me, Refusal } from "@oschat/protocol";
import { enforce, lockConversation, mayRemoveMember, roleOf } from "../membership/index.ts";
import { postSystemMessage } from "../messages/index.ts";
import type { Changing } from "./changing.ts";
import { deleteMember, readPerson } from "./conversations.store.ts";

/**
 * Removes a member, or oneself. Their connections stop hearing the conversation before the removal commits (A1).
 *
 * @throws {Refusal} not_found, not_allowed, direct_message_fixed, owner_must_hand_over
 */
export async function removeMember(
  { conversationId, userId }: { conversationId: string; userId: string },
  user: Me,
  { db, delivery, subscriptions }: Changing,
): Promise<void> {
  const news = await subscriptions.removing(conversationId, userId, (endNow) =>
    db.transaction().execute(async (tx) => {
      const conversation = await lockConversation(tx, conversationId, user.id);
      const role = await roleOf(tx, conversationId, userId);
      const person = await readPerson(tx, userId);
      if (role === null || person === null) {
        // Perhaps an earlier attempt succeeded unheard: nothing of it may be left on this node.
        endNow();
        throw new Refusal("not_found");
      }
      const isSelf = userId === user.id;
      enforce(mayRemoveMember(conversation, { role, isSelf }));
      await deleteMember(tx, conversationId, userId);
      const system = { type: isSelf ? "member_left" : "member_removed", userId, name: person.name } as const;
      const message = await postSystemMessage(tx, conversationId, { actor: user, system });
      endNow();
      return message;
    }),
  );
  delivery.deliver("conversation:removed", { conversationId }, { user: userId });
  delivery.deliver("message:new", news, { conversation: conversationId });
}
