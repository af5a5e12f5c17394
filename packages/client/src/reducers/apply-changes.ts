/**
 * The one way confirmed changes enter a conversation (S1, S7): everything that changed between its cursor and `toRev`, in its
 * present state. Pure. Applying the same changes again does nothing.
 */
import type { ConversationSummary, Message } from "@oschat/protocol";
import type { Conversation } from "../state.ts";
import { changeExcerpt } from "./excerpt.ts";
import { applySystemEvent } from "./system-events.ts";
import { carryUnread, countInWindow, readUpTo } from "./unread.ts";
import { mergeIntoWindow } from "./window.ts";

export interface AppliedChanges {
  readonly conversation: Conversation;
  /** The unread count is now a guess. */
  readonly isUnreadDoubtful: boolean;
}

/**
 * `changes` holds every message whose `rev` is in (cursor, toRev]; a message may occur more than once, as pages of one
 * catch-up may overlap. Rows at or below the cursor are ignored.
 */
export function applyChanges(
  conversation: Conversation,
  changes: readonly Message[],
  toRev: number,
  meId: string,
): AppliedChanges {
  if (toRev <= conversation.cursor) return { conversation, isUnreadDoubtful: false };
  const changed = latestOfEach(changes, conversation.cursor);
  const before = conversation.summary;
  let summary = withMessages(before, changed, toRev);
  let members = conversation.members;
  for (const message of changed) ({ summary, members } = applySystemEvent(summary, members, message, meId));

  const window = mergeIntoWindow(conversation.window, changed);
  const lastReadSeq = changed.reduce(
    (marker, message) => (isOwnText(message, meId) ? Math.max(marker, message.seq) : marker),
    before.lastReadSeq,
  );
  const readTo = readUpTo({ lastReadSeq, unreadFrom: before.unreadFrom });
  const count = countInWindow(window, readTo, meId) ?? carryUnread(before, changed, readTo, meId);
  return {
    conversation: {
      ...conversation,
      cursor: toRev,
      summary: { ...summary, lastReadSeq, unread: count.unread },
      members,
      window,
      excerpt: changeExcerpt(conversation.excerpt, changed),
      typing: withoutSenders(conversation.typing, changed, before.lastSeq),
    },
    isUnreadDoubtful: count.isDoubtful,
  };
}

/** Each message once, at its highest `rev`, in `rev` order. */
function latestOfEach(changes: readonly Message[], cursor: number): Message[] {
  const latest = new Map<string, Message>();
  for (const message of changes) {
    const known = latest.get(message.messageId);
    if (message.rev > cursor && (known === undefined || known.rev < message.rev))
      latest.set(message.messageId, message);
  }
  return [...latest.values()].sort((a, b) => a.rev - b.rev);
}

/** My own message moves my marker to it, as it does on the server. */
function isOwnText(message: Message, meId: string): boolean {
  return message.kind === "text" && message.senderId === meId;
}

function withMessages(summary: ConversationSummary, changed: readonly Message[], toRev: number): ConversationSummary {
  let { lastSeq, lastMessage, updatedAt } = summary;
  for (const message of changed) {
    if (message.seq > lastSeq) {
      lastSeq = message.seq;
      updatedAt = message.createdAt;
    }
    if (lastMessage === null || message.seq >= lastMessage.seq) lastMessage = message;
  }
  return { ...summary, lastSeq, lastMessage, updatedAt, lastRev: toRev };
}

/** Whoever has just written is no longer typing. */
function withoutSenders(typing: Conversation["typing"], changed: readonly Message[], knownSeq: number) {
  if (typing.length === 0) return typing;
  const senders = new Set(changed.filter((message) => message.seq > knownSeq).map((message) => message.senderId));
  const left = typing.filter((person) => !senders.has(person.userId));
  return left.length === typing.length ? typing : left;
}
