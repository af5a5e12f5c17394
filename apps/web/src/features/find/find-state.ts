/** In which conversation something is looked for. Leaving it ends that. */
import { create } from "zustand";
import { useConversationsStore } from "../../stores/conversations.ts";

export const useFind = create<{ conversationId: string | null }>(() => ({ conversationId: null }));

/** False when no conversation is open, or when one is looked through already: then the key is the browser's. */
export function openFind(): boolean {
  const { currentConversationId, byId } = useConversationsStore.getState();
  if (currentConversationId === null || !byId.has(currentConversationId)) return false;
  if (useFind.getState().conversationId === currentConversationId) return false;
  useFind.setState({ conversationId: currentConversationId });
  return true;
}

/** False when there was nothing to close. */
export function closeFind(): boolean {
  const { conversationId } = useFind.getState();
  if (conversationId === null) return false;
  useFind.setState({ conversationId: null });
  return conversationId === useConversationsStore.getState().currentConversationId;
}
