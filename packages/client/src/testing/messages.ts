/** Messages for tests of pure code. */
import type { Message } from "@oschat/protocol";

/** A text of ben's; `messageId` follows from `seq`. */
export function textMessage(given: Partial<Message> & { seq: number; rev: number }): Message {
  return {
    messageId: `message-${given.seq}`,
    conversationId: "c",
    senderId: "ben",
    senderName: "Ben",
    senderAvatar: null,
    clientMsgId: `client-${given.seq}`,
    kind: "text",
    body: `text ${given.seq}`,
    system: null,
    createdAt: new Date(Date.parse("2026-01-01T00:00:00.000Z") + given.seq).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...given,
  };
}
