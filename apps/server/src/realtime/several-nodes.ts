/**
 * Telling people what happened where several servers share a database. Whenever something may have been missed, who listens to what
 * is read anew, and then the clients are told to compare heads (S5).
 */

import type { Log } from "../log.ts";
import type { Relay } from "../nodes/relay.ts";
import type { LocalDelivery } from "./delivery.ts";
import { createGate, type Membership } from "./gate.ts";
import type { Listeners } from "./listeners.ts";
import { audienceOf } from "./relay-messages.ts";
import { createSharedDelivery } from "./shared-delivery.ts";
import { createSharedSubscriptions } from "./shared-subscriptions.ts";
import type { Subscriptions } from "./subscriptions.ts";
import type { Telling } from "./telling.ts";

/** Everybody here is told at the same moment. */
const HINT_SPREAD_MS = 2_000;

interface Dependencies {
  relay: Relay;
  listeners: Listeners;
  /** What concerns this node alone. */
  local: LocalDelivery;
  own: Subscriptions;
  readConversationIds(userIds: string[]): Promise<ReadonlyMap<string, string[]>>;
  readMemberships(conversationIds: string[]): Promise<ReadonlyMap<string, Membership>>;
  log: Log;
}

export function tellOnSeveralNodes(dependencies: Dependencies): Telling {
  const { relay, listeners, local, log } = dependencies;
  const gate = createGate({
    ...dependencies,
    deliver: (conversation, packet) => local.deliverPacket(packet, { conversation }),
    isUp: relay.isUp,
    onLook: (id, userIds) => subscriptions.looked(id, userIds),
  });
  const delivery = createSharedDelivery({ ...dependencies, gate });
  const subscriptions = createSharedSubscriptions({ ...dependencies, delivery });
  let isLooking = false;
  let isLookWanted = false;

  async function lookAfterAll(): Promise<void> {
    isLookWanted = true;
    if (isLooking) return;
    isLooking = true;
    while (isLookWanted) {
      isLookWanted = false;
      gate.doubtAll();
      await Promise.all(listeners.everybody().map(lookAfter));
    }
    isLooking = false;
  }

  async function lookAfter(user: string): Promise<void> {
    await subscriptions
      .subscribe(user)
      .catch((error) => log.warn({ err: error, user }, "could not look what somebody listens to"));
    local.deliver("sync:hint", { withinMs: HINT_SPREAD_MS }, { user });
  }

  return {
    delivery,
    subscriptions,
    start() {
      relay.start({
        heard: delivery.heard,
        isNeeded: (channel) => listeners.has(audienceOf(channel)),
        look: () => void lookAfterAll(),
      });
    },
    stop: relay.stop,
  };
}
