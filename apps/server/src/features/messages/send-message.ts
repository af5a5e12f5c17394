/** Sending: committed first, then acknowledged, then delivered (I3). */
import { type Message, type MessageAck, Refusal, type SendMessage } from "@oschat/protocol";
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
  const result = await groupCommit.send({ ...request, senderId });
  switch (result.outcome) {
    case "not_found":
      throw new Refusal("not_found");
    case "conflict":
      throw new Refusal("idempotency_conflict");
    case "repeated":
      return result.ack;
    case "stored": {
      const message = newMessage(request, senderId, result);
      delivery.deliver("message:new", message, { conversation: request.conversationId });
      return result.ack;
    }
  }
}

function newMessage(request: SendMessage, senderId: string, stored: Extract<SendResult, { ack: MessageAck }>): Message {
  return {
    ...stored.ack,
    senderId,
    senderName: stored.senderName,
    senderAvatar: stored.senderAvatar,
    kind: "text",
    body: request.body,
    system: null,
    editedAt: null,
    deletedAt: null,
  };
}
