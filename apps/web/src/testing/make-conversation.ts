/** Conversations and messages for tests: complete, with only what matters named by the test. */
import type { Conversation, OutboxEntry } from "@oschat/client";
import type { ConversationSummary, Message } from "@oschat/protocol";

export function makeMessage(parts: Partial<Message> = {}): Message {
  return {
    messageId: "m",
    conversationId: "c",
    senderId: "ada",
    senderName: "Ada Lovelace",
    senderAvatar: null,
    clientMsgId: "x",
    kind: "text",
    body: "hello",
    system: null,
    seq: 1,
    rev: 1,
    createdAt: "2026-03-01T12:00:00.000Z",
    editedAt: null,
    deletedAt: null,
    ...parts,
  };
}

export function makeOutboxEntry(parts: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    clientMsgId: "x",
    conversationId: "c",
    body: "on its way",
    status: "queued",
    queuedAt: Date.parse("2026-03-01T12:00:00.000Z"),
    retryAt: null,
    seq: null,
    rev: null,
    error: null,
    ...parts,
  };
}

interface ConversationParts extends Omit<Partial<Conversation>, "summary"> {
  summary?: Partial<ConversationSummary>;
}

/** A group of two without messages, unless `parts` says otherwise. */
export function makeConversation({ summary, ...parts }: ConversationParts = {}): Conversation {
  const id = parts.id ?? "c";
  return {
    id,
    summary: {
      id,
      type: "group",
      title: "Garden",
      peer: null,
      memberCount: 2,
      role: "member",
      lastSeq: 0,
      lastRev: 0,
      lastReadSeq: 0,
      unread: 0,
      muted: false,
      unreadFrom: null,
      ownRev: 0,
      lastMessage: null,
      createdAt: "2026-01-01T12:00:00.000Z",
      updatedAt: "2026-01-01T12:00:00.000Z",
      ...summary,
    },
    members: null,
    excerpt: null,
    own: { confirmed: { muted: false, unreadFrom: null, ownRev: 0 }, wished: null },
    window: { messages: [], reachedStart: true, loaded: true, loadingOlder: false, olderFailed: false },
    cursor: 0,
    outbox: [],
    typing: [],
    draft: "",
    ...parts,
  };
}
