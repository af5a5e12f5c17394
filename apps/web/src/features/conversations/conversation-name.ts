import type { ConversationSummary } from "@oschat/protocol";
import { text } from "../../language/index.ts";

/** What a conversation is called: its title, or the other person's name. */
export function nameOf({ title, peer }: ConversationSummary): string {
  return title ?? peer?.name ?? text("conversations.unnamed");
}
