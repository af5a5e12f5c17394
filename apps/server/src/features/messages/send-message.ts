/** Sending: committed first, then acknowledged, then delivered (I3). */
import { type Message, type MessageAck, Refusal, type SendMessage } from "@oschat/protocol";
import type { Delivery } from "../../realtime/delivery.ts";
import type { SendResult } from "./append-messages.ts";
import type { GroupCommit } from "./group-commit.ts";

const RETRY_WHEN_LATE_MS = 1_000;

export interface Sending {
  groupCommit: GroupCommit;
  delivery: Delivery;
}

/**
 * @throws {Refusal} not_found for a conversation the sender is not in, idempotency_conflict for an id used for something else,
 *   outcome_unknown and overloaded, to be sent again with the same id
 */
export function sendMessage(request: SendMessage, senderId: string, sending: Sending): Promise<MessageAck> {
  return new Promise((resolve, reject) => {
    // The sender need not wait for a database that hangs; what it still stores is delivered all the same.
    const whenLate = () => reject(new Refusal("outcome_unknown", { retryAfterMs: RETRY_WHEN_LATE_MS }));
    storeAndDeliver(request, senderId, sending, whenLate).then(resolve, reject);
  });
}

async function storeAndDeliver(
  request: SendMessage,
  senderId: string,
  { groupCommit, delivery }: Sending,
  whenLate: () => void,
): Promise<MessageAck> {
  const { conversationId, clientMsgId, body } = request;
  const result = await groupCommit.send({ conversationId, senderId, clientMsgId, body }, whenLate);
  switch (result.outcome) {
    case "not_found":
      throw new Refusal("not_found");
    case "conflict":
      throw new Refusal("idempotency_conflict");
    case "repeated":
      return result.ack;
    case "stored": {
      const message = newMessage(request, senderId, result);
      delivery.deliver("message:new", message, { conversation: conversationId });
      return result.ack;
    }
  }
}

/** Spelled out: spreading objects is a tenth of what a message costs. */
function newMessage(
  { body }: SendMessage,
  senderId: string,
  stored: Extract<SendResult, { ack: MessageAck }>,
): Message {
  const { ack, senderName, senderAvatar } = stored;
  return {
    messageId: ack.messageId,
    conversationId: ack.conversationId,
    senderId,
    senderName,
    senderAvatar,
    clientMsgId: ack.clientMsgId,
    kind: "text",
    body,
    system: null,
    seq: ack.seq,
    rev: ack.rev,
    createdAt: ack.createdAt,
    editedAt: null,
    deletedAt: null,
  };
}
