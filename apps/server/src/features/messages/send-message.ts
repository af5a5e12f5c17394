/** Sending: committed first, then acknowledged, then delivered (I3). */
import { type Message, type MessageAck, Refusal, type SendMessage } from "@oschat/protocol";
import { uuidv7 } from "uuidv7";
import type { Delivery } from "../../realtime/delivery.ts";
import type { SendResult } from "./append-messages.ts";
import type { GroupCommit } from "./group-commit.ts";

export interface Sending {
  groupCommit: GroupCommit;
  delivery: Delivery;
}

/**
 * @throws {Refusal} not_found for a conversation the sender is not in, idempotency_conflict for an id used for something else,
 *   outcome_unknown and overloaded, to be sent again with the same id
 */
export async function sendMessage(
  request: SendMessage,
  senderId: string,
  { groupCommit, delivery }: Sending,
): Promise<MessageAck> {
  const { conversationId, clientMsgId, body } = request;
  const result = await groupCommit.send({ messageId: uuidv7(), conversationId, senderId, clientMsgId, body });
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
