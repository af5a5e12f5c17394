import type { Conversation } from "@oschat/client";

/** From where a conversation counts as unread when it is marked as such: its newest message by somebody else, else its newest. */
export function unreadPlace({ summary, window }: Conversation, myId: string | null): number {
  const newest = window.messages.findLast(
    ({ kind, senderId, deletedAt }) => kind === "text" && senderId !== myId && deletedAt === null,
  );
  return newest?.seq ?? summary.lastSeq;
}
