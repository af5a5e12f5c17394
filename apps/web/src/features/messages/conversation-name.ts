/** What a conversation is called: a group by its title, a direct message by the other person. */
import type { ConversationSummary } from "@oschat/protocol";
import { text } from "../../language/index.ts";

export function conversationName({ title, peer }: ConversationSummary): string {
  return peer?.name ?? title ?? text("messages.unnamed");
}
