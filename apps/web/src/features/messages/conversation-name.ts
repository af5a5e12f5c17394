/** What a conversation is called: a group by its title, a direct message by the other person. */
import type { ConversationSummary } from "@oschat/protocol";

export function conversationName({ title, peer }: ConversationSummary): string {
  return peer?.name ?? title ?? "Conversation";
}
