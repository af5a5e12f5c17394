/** From the wire's form of a message to what a history keeps of it. */
import type { Message } from "@oschat/protocol";
import type { SeenMessage } from "../history/entry.ts";

export function seen(message: Message): SeenMessage {
  const { messageId, clientMsgId, senderId, kind, seq, rev, body, deletedAt, system } = message;
  return { messageId, clientMsgId, senderId, kind, seq, rev, body, isDeleted: deletedAt !== null, system };
}
