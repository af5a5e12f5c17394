/**
 * The only place that emits. A change is encoded once, whoever gets it. Delivery may be lost; clients notice by revision and
 * catch up (S1, S5), so nothing waits for it.
 */
import type { DownEvent, DownPayload } from "@oschat/protocol";
import type { Server } from "socket.io";
import { conversationRoom, userRoom } from "./rooms.ts";

export type Audience = { conversation: string; exceptUser?: string } | { user: string };

export interface Delivery {
  deliver<E extends DownEvent>(event: E, payload: DownPayload<E>, audience: Audience): void;
  /** For what may be dropped when a connection is busy (P1). */
  deliverVolatile<E extends DownEvent>(event: E, payload: DownPayload<E>, audience: Audience): void;
}

export function createDelivery(io: Server): Delivery {
  const recipients = (audience: Audience) => {
    if ("user" in audience) return io.to(userRoom(audience.user));
    const everyone = io.to(conversationRoom(audience.conversation));
    return audience.exceptUser === undefined ? everyone : everyone.except(userRoom(audience.exceptUser));
  };
  return {
    deliver: (event, payload, audience) => {
      recipients(audience).emit(event, payload);
    },
    deliverVolatile: (event, payload, audience) => {
      recipients(audience).volatile.emit(event, payload);
    },
  };
}
