/** Telling the others that somebody types: never stored, droppable, only to those who share the conversation (P1). */
import type { Me } from "@oschat/protocol";
import type { Delivery } from "../../realtime/delivery.ts";

export function signalTyping(
  { conversationId, isTyping }: { conversationId: string; isTyping: boolean },
  user: Me,
  delivery: Delivery,
): void {
  delivery.deliverVolatile(
    isTyping ? "typing:start" : "typing:stop",
    { conversationId, userId: user.id, userName: user.name },
    { conversation: conversationId, exceptUser: user.id },
  );
}
