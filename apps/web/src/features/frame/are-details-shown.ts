import type { useConversationsStore } from "../../stores/conversations.ts";

type Shown = Pick<
  ReturnType<typeof useConversationsStore.getState>,
  "byId" | "currentConversationId" | "isDetailsOpen"
>;

/** Details need a conversation that is held: one that was left, or that one was removed from, has none to show. */
export function areDetailsShown({ byId, currentConversationId, isDetailsOpen }: Shown): boolean {
  return isDetailsOpen && currentConversationId !== null && byId.has(currentConversationId);
}
