/**
 * Delivery where several nodes share a database: to who listens here, through the gate, and to the other nodes, which do the same. What
 * a conversation hears in one turn leaves as one message, with the packets as clients get them.
 */
import type { DownEvent, DownPayload, Message } from "@oschat/protocol";
import type { Relay } from "../nodes/relay.ts";
import type { Delivery, LocalDelivery } from "./delivery.ts";
import type { Change, Gate } from "./gate.ts";
import type { Audience, Listeners } from "./listeners.ts";
import { encodeEvent } from "./packets.ts";
import {
  audienceOf,
  conversationChannel,
  decodeRelayMessage,
  encodeRelayMessage,
  personChannel,
  type RelayMessage,
} from "./relay-messages.ts";

export interface SharedDelivery extends Delivery {
  /** Another node told something. */
  heard(channel: string, text: string): void;
  /** Tells the nodes of these people, this one too, that they may be in the conversation by now. */
  tellJoined(conversationId: string, userIds: readonly string[]): void;
}

interface Dependencies {
  local: LocalDelivery;
  listeners: Listeners;
  gate: Gate;
  relay: Relay;
}

type MembershipEvent = Extract<NonNullable<Message["system"]>, { userId: string }>["type"];

/** Every kind of news about a member: whether it changes who is one. */
const CHANGES_MEMBERS: Record<MembershipEvent, boolean> = {
  member_added: true,
  member_removed: true,
  member_left: true,
  role_changed: false,
  ownership_transferred: false,
};

export function createSharedDelivery({ local, listeners, gate, relay }: Dependencies): SharedDelivery {
  let waiting = new Map<string, Change[]>();

  function publishWaiting(): void {
    for (const [id, changes] of waiting) {
      const heads = changes.map(({ rev, changesMembers }) => ({ rev, changesMembers }));
      const packets = changes.map(({ packet }) => packet);
      relay.publish(conversationChannel(id), encodeRelayMessage({ kind: "changes", changes: heads }, packets));
    }
    waiting = new Map();
  }

  function deliverChange(id: string, change: Change): void {
    if (waiting.size === 0) setImmediate(publishWaiting);
    const waitingThere = waiting.get(id);
    if (waitingThere === undefined) waiting.set(id, [change]);
    else waitingThere.push(change);
    gate.offer(id, change);
  }

  /** Whoever joins hears the conversation before they are told of it, as they fetch it then (S2). */
  async function takeToPerson(userId: string, joins: string | null, packets: readonly string[]): Promise<void> {
    const audience = { user: userId };
    if (!listeners.has(audience)) return;
    if (joins !== null) {
      await relay.listen([conversationChannel(joins)]);
      await gate.look(joins);
    }
    for (const packet of packets) if (listeners.has(audience)) local.deliverPacket(packet, audience);
  }

  function deliverToPerson(userId: string, joins: string | null, packets: readonly string[]): void {
    relay.publish(personChannel(userId), encodeRelayMessage({ kind: "person", joins }, packets));
    void takeToPerson(userId, joins, packets);
  }

  /** While nobody tells of removals, typing is not told either: it carries no revision, so nothing shows that one was missed (P1). */
  async function takeVolatile(packet: string, audience: Audience & { conversation: string }): Promise<void> {
    if (!listeners.has(audience) || !relay.isUp()) return;
    if (!gate.isVerified(audience.conversation)) await gate.look(audience.conversation);
    if (gate.isVerified(audience.conversation)) local.deliverPacketVolatile(packet, audience);
  }

  function take(channel: string, message: RelayMessage, packets: readonly string[]): void {
    const audience = audienceOf(channel);
    if ("user" in audience) {
      if (message.kind === "person") void takeToPerson(audience.user, message.joins, packets);
      return;
    }
    const { conversation } = audience;
    if (message.kind === "changes") {
      for (const [index, head] of message.changes.entries()) {
        gate.offer(conversation, { ...head, packet: packets[index] as string });
      }
    } else if (message.kind === "volatile") {
      for (const packet of packets) void takeVolatile(packet, { conversation, exceptUser: message.exceptUser });
    }
  }

  return {
    deliver<E extends DownEvent>(event: E, payload: DownPayload<E>, audience: Audience) {
      const packet = encodeEvent(event, payload);
      if ("conversation" in audience) return deliverChange(audience.conversation, toChange(payload as Message, packet));
      const joins =
        event === "conversation:added" ? (payload as DownPayload<"conversation:added">).conversationId : null;
      deliverToPerson(audience.user, joins, [packet]);
    },
    deliverVolatile(event, payload, audience) {
      const packet = encodeEvent(event, payload);
      const message = { kind: "volatile", exceptUser: audience.exceptUser } as const;
      if (relay.isUp())
        relay.publish(conversationChannel(audience.conversation), encodeRelayMessage(message, [packet]));
      void takeVolatile(packet, audience);
    },
    heard(channel, text) {
      const { message, packets } = decodeRelayMessage(text);
      take(channel, message, packets);
    },
    tellJoined(conversationId, userIds) {
      for (const userId of userIds) deliverToPerson(userId, conversationId, []);
    },
  };
}

function toChange({ rev, system }: Message, packet: string): Change {
  const changesMembers =
    system !== null && system.type in CHANGES_MEMBERS && CHANGES_MEMBERS[system.type as MembershipEvent];
  return { rev, changesMembers, packet };
}
