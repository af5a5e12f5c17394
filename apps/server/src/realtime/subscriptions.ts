/**
 * Which connections hear which conversations. Guarantees A1 on this node: a removed member's connections leave the
 * conversation while the removal still holds the row lock, so everything sent after it is delivered without them; and a
 * connection that is just coming up cannot slip back in on a list of conversations read before.
 *
 *   removal:   lock row … delete member … endNow() ─ COMMIT ─ acknowledged
 *   send:                                   waits for the lock ─ COMMIT ─ delivered to who is left
 *   connecting: read list ── removal seen meanwhile? read again ── hear, in the same turn
 */
import { Refusal } from "@oschat/protocol";
import { askTogether } from "../database/ask-together.ts";
import type { Listeners } from "./listeners.ts";
import { sendAway } from "./send-away.ts";

export interface Subscriptions {
  /** Subscribes the user's connections, of which there is one at least, to all the user's conversations. */
  subscribe(userId: string): Promise<void>;
  /** Members were added, and committed: their connections hear the conversation from now on. */
  added(conversationId: string, userIds: readonly string[]): void;
  /**
   * Runs a removal. `change` calls `endNow` inside its transaction, under the row lock. Changes of one conversation's members
   * run one after the other. When `change` fails after `endNow`, and not by a refusal, what is true is only in the database: the
   * user's connections are closed and come back to it.
   */
  removing<T>(conversationId: string, userId: string, change: (endNow: () => void) => Promise<T>): Promise<T>;
  /** Runs an addition, in turn with removals from the same conversation. */
  adding<T>(conversationId: string, change: () => Promise<T>): Promise<T>;
  /** Whether any of the user's connections hears the conversation: membership as far as this node knows, without the database. */
  isSubscribed(conversationId: string, userId: string): boolean;
}

/** @param readConversationIds all conversations of these users, from the database */
export function createSubscriptions(
  listeners: Listeners,
  readConversationIds: (userIds: string[]) => Promise<ReadonlyMap<string, string[]>>,
): Subscriptions {
  const conversationsOf = askTogether(readConversationIds);
  const turns = new Map<string, Promise<unknown>>();
  const removalsUnderWay = new Set<{ userId: string; removal: Promise<unknown> }>();
  let removalsBegun = 0;

  /** One after the other per conversation, also after failures. */
  function inTurn<T>(conversationId: string, change: () => Promise<T>): Promise<T> {
    const previous = turns.get(conversationId) ?? Promise.resolve();
    const mine = previous.then(change, change);
    turns.set(conversationId, mine);
    const forget = () => {
      if (turns.get(conversationId) === mine) turns.delete(conversationId);
    };
    mine.then(forget, forget);
    return mine;
  }

  async function remove<T>(
    conversationId: string,
    userId: string,
    change: (endNow: () => void) => Promise<T>,
  ): Promise<T> {
    let hasEnded = false;
    const endNow = () => {
      hasEnded = true;
      removalsBegun += 1;
      listeners.stopHearing(userId, conversationId);
    };
    try {
      return await change(endNow);
    } catch (error) {
      if (hasEnded && !(error instanceof Refusal)) {
        for (const socket of listeners.ofUser(userId)) sendAway(socket);
      }
      throw error;
    }
  }

  return {
    async subscribe(userId) {
      for (;;) {
        const begunBefore = removalsBegun;
        const conversationIds = (await conversationsOf(userId)) ?? [];
        const underWay = [...removalsUnderWay].filter((one) => one.userId === userId);
        if (underWay.length === 0 && removalsBegun === begunBefore) {
          listeners.hear(userId, conversationIds);
          return;
        }
        await Promise.allSettled(underWay.map((one) => one.removal));
      }
    },
    added(conversationId, userIds) {
      for (const userId of userIds) listeners.hear(userId, [conversationId]);
    },
    adding: inTurn,
    removing: (conversationId, userId, change) =>
      inTurn(conversationId, async () => {
        const one = { userId, removal: remove(conversationId, userId, change) };
        removalsUnderWay.add(one);
        try {
          return await one.removal;
        } finally {
          removalsUnderWay.delete(one);
        }
      }),
    isSubscribed: (conversationId, userId) => listeners.isHearing(userId, conversationId),
  };
}
