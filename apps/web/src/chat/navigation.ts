/**
 * Where one is: `/chat`, `/chat?c=<conversation>`, `/chat?c=<conversation>&details=1`. The address is the truth, the store
 * follows it, so that back, forward, reload and a second tab all work. Each step down is a history entry; going up returns to the
 * entry it came from when there is one.
 */
import { useConversationsStore } from "../stores/conversations.ts";

interface Step {
  /** The entry before this one is the next screen up. */
  cameFromAbove: boolean;
}

function isStep(state: unknown): state is Step {
  return typeof state === "object" && state !== null && "cameFromAbove" in state && state.cameFromAbove === true;
}

function addressOf(conversationId: string | null, isDetailsOpen: boolean): string {
  if (conversationId === null) return "/chat";
  return `/chat?c=${encodeURIComponent(conversationId)}${isDetailsOpen ? "&details=1" : ""}`;
}

/** Takes the address as it is now. */
function followAddress(): void {
  const query = new URLSearchParams(window.location.search);
  const currentConversationId = query.get("c");
  useConversationsStore.setState({
    currentConversationId,
    isDetailsOpen: currentConversationId !== null && query.get("details") === "1",
  });
}

/** Follows back and forward from now on; returns how to stop. */
export function followHistory(): () => void {
  followAddress();
  window.addEventListener("popstate", followAddress);
  return () => window.removeEventListener("popstate", followAddress);
}

/** Shows a conversation. Open details stay open where they have their own place, and close where they lie over. */
export function goToConversation(id: string): void {
  const { currentConversationId, isDetailsOpen } = useConversationsStore.getState();
  if (currentConversationId === id) return;
  const keepsDetails = isDetailsOpen && window.matchMedia("(min-width: 68.75rem)").matches;
  const step: Step = { cameFromAbove: currentConversationId === null };
  window.history.pushState(step, "", addressOf(id, keepsDetails));
  followAddress();
}

/** From a conversation to the list. */
export function goToList(): void {
  goUp("/chat");
}

export function setDetailsOpen(isOpen: boolean): void {
  const { currentConversationId, isDetailsOpen } = useConversationsStore.getState();
  if (currentConversationId === null || isOpen === isDetailsOpen) return;
  if (!isOpen) {
    goUp(addressOf(currentConversationId, false));
    return;
  }
  const step: Step = { cameFromAbove: true };
  window.history.pushState(step, "", addressOf(currentConversationId, true));
  followAddress();
}

function goUp(address: string): void {
  if (isStep(window.history.state)) {
    window.history.back();
    return;
  }
  window.history.replaceState(null, "", address);
  followAddress();
}
