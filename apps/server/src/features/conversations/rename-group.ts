import type { ConversationDetails, Me } from "@oschat/protocol";
import { enforce, lockConversation, mayRename } from "../membership/index.ts";
import { postSystemMessage } from "../messages/index.ts";
import type { Changing } from "./changing.ts";
import { updateTitle } from "./conversations.store.ts";
import { readDetails } from "./read-conversations.ts";

/** Renaming to the present title changes nothing. @throws {Refusal} not_found, not_allowed, direct_message_fixed */
export async function renameGroup(
  { conversationId, title }: { conversationId: string; title: string },
  user: Me,
  { db, delivery }: Changing,
): Promise<ConversationDetails> {
  const news = await db.transaction().execute(async (tx) => {
    const conversation = await lockConversation(tx, conversationId, user.id);
    enforce(mayRename(conversation));
    if (conversation.title === title) return null;
    await updateTitle(tx, conversationId, title);
    return postSystemMessage(tx, conversationId, { actor: user, system: { type: "renamed", title } });
  });
  if (news !== null) delivery.deliver("message:new", news, { conversation: conversationId });
  return readDetails(db, conversationId, user.id);
}
