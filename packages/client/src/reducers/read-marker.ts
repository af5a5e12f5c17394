/** My read marker moving: by me, by another of my devices, or by what the server's heads say (R1). Pure. */
import type { Head } from "@oschat/protocol";
import type { Conversation } from "../state.ts";
import type { AppliedChanges } from "./apply-changes.ts";
import { takeMarks } from "./own-marks.ts";
import { countUnread, type UnreadCount } from "./unread.ts";

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
  const count = countUnread({ ...conversation, summary: { ...summary, lastReadSeq } }, meId, serverUnread);
  return withUnread(conversation, lastReadSeq, count);
}

/**
 * Takes marker, own marks and unread count from a head (S5). The count is exact when both sides stand at the same revision, marker
 * and mark.
 */
export function takeHead(conversation: Conversation, head: Head, meId: string): AppliedChanges {
  const marked = takeMarks(conversation, head, meId);
  const { summary, cursor } = marked.conversation;
  const isSame = cursor === head.lastRev && summary.lastReadSeq <= head.lastReadSeq;
  if (isSame) {
    const isCounted = summary.unreadFrom === head.unreadFrom;
    const shown = { ...marked.conversation, summary: { ...summary, lastReadSeq: head.lastReadSeq } };
    const count = isCounted ? { unread: head.unread, isDoubtful: false } : countUnread(shown, meId);
    return withUnread(marked.conversation, head.lastReadSeq, count);
  }
  const moved = moveMarker(marked.conversation, head.lastReadSeq, meId);
  return { ...moved, isUnreadDoubtful: marked.isUnreadDoubtful || moved.isUnreadDoubtful };
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
