/** My read marker moving: by me, by another of my devices, or by what the server's heads say (R1). Pure. */
import type { Head } from "@oschat/protocol";
import type { Conversation } from "../state.ts";
import type { AppliedChanges } from "./apply-changes.ts";
import { countInWindow, UNREAD_MANY, type UnreadCount } from "./unread.ts";

/**
 * Moves the marker up to `seq`; never back. `serverUnread` is what the server counted, used when the messages held do not
 * reach down to the marker: it may be of another revision, so it counts as a guess.
 */
export function moveMarker(
  conversation: Conversation,
  seq: number,
  meId: string,
  serverUnread: number | null = null,
): AppliedChanges {
  const { summary } = conversation;
  const lastReadSeq = Math.max(seq, summary.lastReadSeq);
  if (lastReadSeq === summary.lastReadSeq && serverUnread === null) return { conversation, isUnreadDoubtful: false };
  const count = countAbove(conversation, lastReadSeq, meId, serverUnread);
  return withUnread(conversation, lastReadSeq, count);
}

function countAbove(
  conversation: Conversation,
  lastReadSeq: number,
  meId: string,
  serverUnread: number | null,
): UnreadCount {
  const { summary, window } = conversation;
  if (lastReadSeq >= summary.lastSeq) return { unread: 0, isDoubtful: false };
  const counted = countInWindow(window, lastReadSeq, meId);
  if (counted !== null) return counted;
  const guess = serverUnread ?? Math.min(summary.unread, summary.lastSeq - lastReadSeq);
  return { unread: Math.min(guess, UNREAD_MANY), isDoubtful: true };
}

/** Takes marker and unread count from a head (S5). They are exact when both sides stand at the same revision and marker. */
export function takeHead(conversation: Conversation, head: Head, meId: string): AppliedChanges {
  const { summary, cursor } = conversation;
  if (cursor === head.lastRev && summary.lastReadSeq <= head.lastReadSeq) {
    return withUnread(conversation, head.lastReadSeq, { unread: head.unread, isDoubtful: false });
  }
  return moveMarker(conversation, head.lastReadSeq, meId);
}

function withUnread(conversation: Conversation, lastReadSeq: number, count: UnreadCount): AppliedChanges {
  const { summary } = conversation;
  const isSame = summary.lastReadSeq === lastReadSeq && summary.unread === count.unread;
  return {
    conversation: isSame
      ? conversation
      : { ...conversation, summary: { ...summary, lastReadSeq, unread: count.unread } },
    isUnreadDoubtful: count.isDoubtful,
  };
}
