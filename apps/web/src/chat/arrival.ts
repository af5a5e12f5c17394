/** How one came to a conversation: whoever reloads the page, or restores it, has been there all the time. */
import { useConversationsStore } from "../stores/conversations.ts";

let hasMoved = false;
let first: string | null | undefined;

useConversationsStore.subscribe(({ currentConversationId }) => {
  first ??= currentConversationId;
  if (currentConversationId !== first) hasMoved = true;
});

/** Whether `conversationId` was open already when this page was loaded, and has been since. */
export function isStillThere(conversationId: string): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isSamePage = navigation?.type === "reload" || navigation?.type === "back_forward";
  return isSamePage && !hasMoved && first === conversationId;
}
