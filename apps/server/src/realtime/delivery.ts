/**
 * The only place that emits. A change is encoded once, whoever gets it; what a conversation hears in one turn of the event loop,
 * such as the messages of one commit, leaves for each listener in one write. Delivery may be lost; clients notice by revision
 * and catch up (S1, S5), so nothing waits for it.
 */
import type { DownEvent, DownPayload } from "@oschat/protocol";
import type { Socket } from "socket.io";
import type { BackPressure } from "./back-pressure.ts";
import { GatheringTransport, writeGathered } from "./gathering-transport.ts";
import type { Audience, Listeners } from "./listeners.ts";
import { encodeEvent, encodeFrames } from "./packets.ts";

export interface Delivery {
  /** Delivers at the end of the turn, in order, to who is listening then. */
  deliver<E extends DownEvent>(event: E, payload: DownPayload<E>, audience: Audience): void;
  /** For what may be dropped when a connection is busy (P1). */
  deliverVolatile<E extends DownEvent>(
    event: E,
    payload: DownPayload<E>,
    audience: { conversation: string; exceptUser: string },
  ): void;
}

/** Delivery to who listens on this node, also of what others have encoded. */
export interface LocalDelivery extends Delivery {
  deliverPacket(packet: string, audience: Audience): void;
  deliverPacketVolatile(packet: string, audience: Audience): void;
}

/** Events for the same listeners, as Socket.IO packets and as the WebSocket frames around them. */
interface Parcel {
  packets: readonly string[];
  frames: Buffer;
  /** Who is still to get it. */
  listeners: Connection[];
}

type Connection = Socket["conn"];

/**
 * A crowd is written to in shares, so that everyone else is served in between. What is queued is a multiple of what one turn
 * brings at most: the longer the queue, the larger the share.
 */
const LEAST_SHARE = 128;
const MOST_TURNS = 8;

export function createDelivery(listeners: Listeners, backPressure: Pick<BackPressure, "write">): LocalDelivery {
  let waiting = new Map<string, { audience: Audience; packets: string[] }>();
  const queue: Parcel[] = [];

  /** Whoever awaits an answer gets it first, and with it what they hear, unless that would overtake what is queued for them. */
  function deliverWaiting(): void {
    const isNothingQueued = queue.length === 0;
    for (const { audience, packets } of waiting.values()) {
      const parcel: Parcel = { packets, frames: encodeFrames(packets), listeners: [] };
      listeners.forEach(audience, ({ conn }) => {
        if (isNothingQueued && gatheringTransportOf(conn)?.isGathering) write(conn, parcel);
        else parcel.listeners.push(conn);
      });
      if (parcel.listeners.length > 0) queue.push(parcel);
    }
    waiting = new Map();
    writeGathered();
    if (isNothingQueued) writeQueued();
  }

  function writeQueued(): void {
    const queued = queue.reduce((sum, { listeners }) => sum + listeners.length, 0);
    let share = Math.max(LEAST_SHARE, Math.ceil(queued / MOST_TURNS));
    for (let parcel = queue[0]; parcel !== undefined && share > 0; parcel = queue[0]) {
      const served = parcel.listeners.splice(0, share);
      for (const connection of served) write(connection, parcel);
      share -= served.length;
      if (parcel.listeners.length === 0) queue.shift();
    }
    if (queue.length > 0) setImmediate(writeQueued);
  }

  /** Straight to the network when nothing waits before it; else in turn, through Engine.IO. */
  function write(connection: Connection, { packets, frames }: Parcel): void {
    if (!gatheringTransportOf(connection)?.writeFrames(frames)) backPressure.write(connection, packets);
  }

  function deliverPacket(packet: string, audience: Audience): void {
    if (waiting.size === 0) setImmediate(deliverWaiting);
    const key = "user" in audience ? `u:${audience.user}` : `c:${audience.conversation}`;
    const waitingThere = waiting.get(key);
    if (waitingThere === undefined) waiting.set(key, { audience, packets: [packet] });
    else waitingThere.packets.push(packet);
  }

  function deliverPacketVolatile(packet: string, audience: Audience): void {
    listeners.forEach(audience, ({ conn }) => {
      if (conn.transport.writable) conn.write(packet);
    });
  }

  return {
    deliver(event, payload, audience) {
      if (listeners.has(audience)) deliverPacket(encodeEvent(event, payload), audience);
    },
    deliverVolatile(event, payload, audience) {
      deliverPacketVolatile(encodeEvent(event, payload), audience);
    },
    deliverPacket,
    deliverPacketVolatile,
  };
}

/** The connection's transport, unless it is on long polling. */
function gatheringTransportOf({ transport }: Connection): GatheringTransport | null {
  return transport instanceof GatheringTransport ? transport : null;
}
