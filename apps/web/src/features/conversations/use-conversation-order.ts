/**
 * The order of the rows. While the pointer moves over the list it holds still, so that nothing moves under a click; what is
 * new comes on top, what is gone goes. A pointer that only rests there holds nothing. Keys walk the same order.
 */
import type { Conversation } from "@oschat/client";
import { useEffect } from "react";
import { create } from "zustand";
import { shallow } from "zustand/shallow";
import { useConversationsStore } from "../../stores/conversations.ts";

const REST_MS = 2_000;

const useHeldOrder = create<{ held: readonly string[] | null }>(() => ({ held: null }));
let restTimer: ReturnType<typeof setTimeout> | undefined;

/** The ids as the list shows them now. */
export function shownOrder(): readonly string[] {
  return inOrder(useHeldOrder.getState().held, newestFirst());
}

/** Keeps the order until the pointer has rested for a while. */
export function holdOrder({ pointerType }: { pointerType: string }): void {
  if (pointerType !== "mouse") return;
  clearTimeout(restTimer);
  restTimer = setTimeout(releaseOrder, REST_MS);
  if (useHeldOrder.getState().held === null) useHeldOrder.setState({ held: newestFirst() });
}

export function releaseOrder(): void {
  clearTimeout(restTimer);
  useHeldOrder.setState({ held: null });
}

export function useConversationOrder(): readonly string[] {
  const present = useConversationsStore(({ conversations }) => idsOf(conversations));
  const held = useHeldOrder((order) => order.held);
  useEffect(() => releaseOrder, []);
  return inOrder(held, present);
}

function newestFirst(): readonly string[] {
  return idsOf(useConversationsStore.getState().conversations);
}

let latest: { conversations: readonly Conversation[]; ids: readonly string[] } = { conversations: [], ids: [] };

/** The same array while the order is the same. Asked at every change of the store, most of which leave the list alone. */
function idsOf(conversations: readonly Conversation[]): readonly string[] {
  if (conversations !== latest.conversations) {
    const ids = conversations.map(({ id }) => id);
    latest = { conversations, ids: shallow(ids, latest.ids) ? latest.ids : ids };
  }
  return latest.ids;
}

/** The ids of `present` in the order of `held`; those `held` does not know first. */
function inOrder(held: readonly string[] | null, present: readonly string[]): readonly string[] {
  if (held === null) return present;
  const known = new Set(held);
  const still = new Set(present);
  return [...present.filter((id) => !known.has(id)), ...held.filter((id) => still.has(id))];
}
