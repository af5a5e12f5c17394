import type { ConversationSummary } from "@oschat/protocol";

/** What a conversation is called: its title, or the other person's name. */
export function nameOf({ title, peer }: ConversationSummary): string {
  return title ?? peer?.name ?? "Conversation";
}
