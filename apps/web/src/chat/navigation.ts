/**
 * Where one is: `/chat`, `/chat?c=<conversation>`, `/chat?c=<conversation>&details=1`; `&m=<message>` leads to one of its messages. The address is the truth, the store
 * follows it, so that back, forward, reload and a second tab all work. Each step down is a history entry; going up returns to the
 * entry it came from when there is one.
 */
import { useConversationsStore } from "../stores/conversations.ts";

interface Step {
  /** The entry before this one is the next screen up. */
  cameFromAbove: boolean;
  /** How many entries before this one the list is; null when it is not known to be there. */
  entriesToList: number | null;
}

function isStep(state: unknown): state is Step {
  if (typeof state !== "object" || state === null) return false;
  return "cameFromAbove" in state && state.cameFromAbove === true && "entriesToList" in state;
}

function addressOf(conversationId: string | null, isDetailsOpen: boolean): string {
  if (conversationId === null) return "/chat";
  return `/chat?c=${encodeURIComponent(conversationId)}${isDetailsOpen ? "&details=1" : ""}`;
}

/** On the way to an entry above; the browser gets there a moment later. */
let isGoingUp = false;

/** Takes the address as it is now. */
function followAddress(): void {
  isGoingUp = false;
  const query = new URLSearchParams(window.location.search);
  const currentConversationId = query.get("c");
  const messageId = query.get("m");
  useConversationsStore.setState({
    currentConversationId,
    destination: currentConversationId === null || messageId === null ? null : { messageId },
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
  const cameFromAbove = currentConversationId === null;
  const step: Step = { cameFromAbove, entriesToList: cameFromAbove ? 1 : null };
  push(step, addressOf(id, keepsDetails));
  followAddress();
}

/**
 * A new entry of the history. Next's own `pushState` draws its router anew, which knows nothing of conversations and takes longer
 * than showing one; what it keeps in an entry is carried over, so that it knows the entry as its own.
 */
function push(step: Step, address: string): void {
  History.prototype.pushState.call(window.history, { ...window.history.state, ...step }, "", address);
}

/** Where a message is to be found, for whoever may see it. */
export function messageAddress(conversationId: string, messageId: string): string {
  return new URL(`${addressOf(conversationId, false)}&m=${encodeURIComponent(messageId)}`, window.location.href).href;
}

/** Shows a message where it stands. */
export function goToMessage(conversationId: string, messageId: string): void {
  const { currentConversationId } = useConversationsStore.getState();
  const cameFromAbove = currentConversationId === null;
  const step: Step = { cameFromAbove, entriesToList: cameFromAbove ? 1 : null };
  push(step, messageAddress(conversationId, messageId));
  followAddress();
}

/** Shows a message of the open conversation where it stands, without a step of its own to go back by. */
export function leadToMessage(messageId: string): void {
  const { currentConversationId, isDetailsOpen } = useConversationsStore.getState();
  if (currentConversationId === null) return;
  const address = `${addressOf(currentConversationId, isDetailsOpen)}&m=${encodeURIComponent(messageId)}`;
  History.prototype.replaceState.call(window.history, window.history.state, "", address);
  followAddress();
}

/** From a conversation, or from its details, to the list. */
export function goToList(): void {
  goUp("/chat", entriesToList());
}

export function setDetailsOpen(isOpen: boolean): void {
  const { currentConversationId, isDetailsOpen } = useConversationsStore.getState();
  if (currentConversationId === null || isOpen === isDetailsOpen) return;
  if (!isOpen) {
    goUp(addressOf(currentConversationId, false), isStep(window.history.state) ? 1 : null);
    return;
  }
  const below = entriesToList();
  const step: Step = { cameFromAbove: true, entriesToList: below === null ? null : below + 1 };
  push(step, addressOf(currentConversationId, true));
  followAddress();
}

function entriesToList(): number | null {
  const { state } = window.history;
  return isStep(state) ? state.entriesToList : null;
}

/** Back by `entries` where that leads up; else this entry becomes the one above. */
function goUp(address: string, entries: number | null): void {
  if (isGoingUp) return;
  if (entries !== null) {
    isGoingUp = true;
    window.history.go(-entries);
    return;
  }
  window.history.replaceState(null, "", address);
  followAddress();
}
