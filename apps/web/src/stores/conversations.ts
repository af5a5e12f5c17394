/**
 * The engine's conversations as the views read them. Conversation objects keep their identity while nothing about them changes,
 * so whoever selects one by id re-renders only when that one changes.
 */
import type { Conversation } from "@oschat/client";
import { create } from "zustand";
import { orderByActivity } from "./order-by-activity.ts";

interface ConversationsStore {
  byId: ReadonlyMap<string, Conversation>;
  /** Most recently active first. */
  conversations: readonly Conversation[];
  /** False until the list is known from this device or from the server. */
  listLoaded: boolean;
  /** What the address names; it may not exist (any more). */
  currentConversationId: string | null;
  /** The message that the address leads to; a new object each time it does. */
  destination: { readonly messageId: string } | null;
  isDetailsOpen: boolean;
}

const EMPTY = { byId: new Map(), conversations: [], listLoaded: false } as const;

export const useConversationsStore = create<ConversationsStore>(() => ({
  ...EMPTY,
  currentConversationId: null,
  destination: null,
  isDetailsOpen: false,
}));

/** Takes the engine's newest state. */
export function showConversations(byId: ReadonlyMap<string, Conversation>, listLoaded: boolean): void {
  const shown = useConversationsStore.getState();
  if (shown.byId === byId && shown.listLoaded === listLoaded) return;
  useConversationsStore.setState({ byId, conversations: orderByActivity(byId.values()), listLoaded });
}

export function forgetConversations(): void {
  useConversationsStore.setState(EMPTY);
}
