/**
 * Subscriptions where several nodes share a database. A connection hears the channels of its person and of their conversations
 * before it is ready (S2); who is in a conversation is the database's word, by the gate, never what another node says.
 *
 *   connecting: hear the person's channel ── read list ── hear their channels ── did a look say otherwise meanwhile? read again ── hear
 */
import { askTogether } from "../database/ask-together.ts";
import type { Relay } from "../nodes/relay.ts";
import type { Listeners } from "./listeners.ts";
import { conversationChannel, personChannel } from "./relay-messages.ts";
import type { SharedDelivery } from "./shared-delivery.ts";
import type { Subscriptions } from "./subscriptions.ts";

export interface SharedSubscriptions extends Subscriptions {
  /** A look at a conversation found these members. */
  looked(conversationId: string, userIds: ReadonlySet<string>): void;
}

interface Dependencies {
  /** Does what concerns this node alone. */
  own: Subscriptions;
  listeners: Listeners;
  readConversationIds(userIds: string[]): Promise<ReadonlyMap<string, string[]>>;
  relay: Relay;
  delivery: Pick<SharedDelivery, "tellJoined">;
}

/** A person whose list is being read, and the conversations that they turned out not to be in. */
interface ComingUp {
  userId: string;
  overruled: Set<string>;
}

export function createSharedSubscriptions(dependencies: Dependencies): SharedSubscriptions {
  const { own, listeners, readConversationIds, relay, delivery } = dependencies;
  const conversationsOf = askTogether(readConversationIds);
  const comingUp = new Set<ComingUp>();

  async function subscribe(one: ComingUp): Promise<void> {
    await relay.listen([personChannel(one.userId)]);
    for (;;) {
      one.overruled.clear();
      const conversationIds = (await conversationsOf(one.userId)) ?? [];
      await relay.listen(conversationIds.map(conversationChannel));
      if (!conversationIds.some((id) => one.overruled.has(id))) return listeners.hear(one.userId, conversationIds);
    }
  }

  return {
    ...own,
    async subscribe(userId) {
      const one: ComingUp = { userId, overruled: new Set() };
      comingUp.add(one);
      try {
        await subscribe(one);
      } finally {
        comingUp.delete(one);
      }
    },
    added: delivery.tellJoined,
    looked(conversationId, userIds) {
      for (const { userId, overruled } of comingUp) {
        if (!userIds.has(userId)) overruled.add(conversationId);
      }
    },
  };
}
