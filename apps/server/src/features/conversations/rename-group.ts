import type { ConversationDetails, Me } from "@oschat/protocol";
import { enforce, lockConversation, mayRename } from "../membership/index.ts";
import { postSystemMessage } from "../messages/index.ts";
import type { Changing } from "./changing.ts";
import { updateTitle } from "./conversations.store.ts";
import { readDetailsUnderLock } from "./read-conversations.ts";

/** Renaming to the present title changes nothing. @throws {Refusal} not_found, not_allowed, direct_message_fixed */
export async function renameGroup(
  { conversationId, title }: { conversationId: string; title: string },
  user: Me,
  { db, delivery }: Changing,
): Promise<ConversationDetails> {
  const { news, details } = await db.transaction().execute(async (tx) => {
    const conversation = await lockConversation(tx, conversationId, user.id);
    enforce(mayRename(conversation));
    const isNew = conversation.title !== title;
    if (isNew) await updateTitle(tx, conversationId, title);
    const system = { type: "renamed", title } as const;
    return {
      news: isNew ? await postSystemMessage(tx, conversationId, { actor: user, system }) : null,
      details: await readDetailsUnderLock(tx, conversationId, user.id),
    };
  });
  if (news !== null) delivery.deliver("message:new", news, { conversation: conversationId });
  return details;
}
