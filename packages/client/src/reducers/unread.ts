/**
 * How many messages are unread (R1, R2): others' text messages that are not deleted, above the read marker or from where I
 * marked the conversation as unread, whichever is lower. Exact up to
 * `LIMITS.unreadExact`; one more means "more than that", and from there counting down is a guess that only the server can
 * confirm. Pure.
 */
import { type ConversationSummary, LIMITS, type Message } from "@oschat/protocol";
import type { Conversation, Window } from "../state.ts";

export const UNREAD_MANY = LIMITS.unreadExact + 1;

export interface UnreadCount {
  readonly unread: number;
  /** The number is a guess: ask the server. */
  readonly isDoubtful: boolean;
}

const exactly = (unread: number): UnreadCount => ({ unread: Math.min(unread, UNREAD_MANY), isDoubtful: false });

function isOthersText(message: Message, meId: string): boolean {
  return message.kind === "text" && message.senderId !== meId;
}

function countsAsUnread(message: Message, meId: string): boolean {
  return isOthersText(message, meId) && message.deletedAt === null;
}

/** Where reading has come to: what is above counts as unread. */
export function readUpTo({ lastReadSeq, unreadFrom }: Pick<ConversationSummary, "lastReadSeq" | "unreadFrom">): number {
  return unreadFrom === null ? lastReadSeq : Math.min(lastReadSeq, unreadFrom - 1);
}

/**
 * Counted anew; when the messages held do not reach down far enough, guessed. `serverUnread` is what the server counted: it may be
 * of another revision, so it counts as a guess.
 */
export function countUnread(
  { summary, window }: Pick<Conversation, "summary" | "window">,
  meId: string,
  serverUnread: number | null = null,
): UnreadCount {
  const readTo = readUpTo(summary);
  if (readTo >= summary.lastSeq) return { unread: 0, isDoubtful: false };
  const counted = countInWindow(window, readTo, meId);
  if (counted !== null) return counted;
  const guess = serverUnread ?? Math.min(summary.unread, summary.lastSeq - readTo);
  return { unread: Math.min(guess, UNREAD_MANY), isDoubtful: true };
}

/** Counted from the messages held; null when the window does not reach down to `readTo`. */
export function countInWindow(window: Window, readTo: number, meId: string): UnreadCount | null {
  const oldest = window.messages[0]?.seq ?? 1;
  const reachesDown = window.loaded && (window.reachedStart || oldest <= readTo + 1);
  if (!reachesDown) return null;
  let unread = 0;
  for (let index = window.messages.length - 1; index >= 0 && unread < UNREAD_MANY; index -= 1) {
    const message = window.messages[index];
    if (message === undefined || message.seq <= readTo) break;
    if (countsAsUnread(message, meId)) unread += 1;
  }
  return exactly(unread);
}

/**
 * Carried on from the count before. `changed` is complete: every message above `before.lastSeq` is in it, each once, and a
 * message is deleted once and never changed after that, so an older row that is deleted now was counted until now.
 */
export function carryUnread(
  before: ConversationSummary,
  changed: readonly Message[],
  readTo: number,
  meId: string,
): UnreadCount {
  const above = changed.filter((message) => message.seq > readTo);
  const added = above.filter((message) => message.seq > before.lastSeq && countsAsUnread(message, meId)).length;
  if (readTo > readUpTo(before)) {
    // My own new message moved the marker, above everything that was there before.
    if (readTo >= before.lastSeq) return exactly(added);
    return { unread: Math.min(before.unread + added, UNREAD_MANY), isDoubtful: true };
  }
  const removed = above.filter(
    (message) => message.seq <= before.lastSeq && message.deletedAt !== null && isOthersText(message, meId),
  ).length;
  if (removed > 0 && before.unread >= UNREAD_MANY) return { unread: UNREAD_MANY, isDoubtful: true };
  return exactly(Math.max(0, before.unread + added - removed));
}
