/** The order of the conversation list. */
import type { Conversation } from "@oschat/client";

/** Most recently active first: by the newest message, an own one on its way included; an empty one by when it was made. */
export function orderByActivity(conversations: Iterable<Conversation>): Conversation[] {
  return Array.from(conversations, (conversation) => ({ conversation, at: lastActivity(conversation) }))
    .sort((a, b) => b.at - a.at || (a.conversation.id < b.conversation.id ? 1 : -1))
    .map(({ conversation }) => conversation);
}

/** Milliseconds since the epoch. */
function lastActivity({ summary, outbox }: Conversation): number {
  const confirmed = Date.parse(summary.lastMessage?.createdAt ?? summary.createdAt);
  return Math.max(confirmed, outbox.at(-1)?.queuedAt ?? 0);
}
