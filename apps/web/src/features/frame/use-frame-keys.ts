import { useEffect } from "react";
import { goToConversation } from "../../chat/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";

/** Alt+Up and Alt+Down: the conversation above or below; with Shift, the next one with something unread. */
export function useFrameKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey) return;
      const target = neighbour(step, event.shiftKey);
      if (target === null) return;
      event.preventDefault();
      goToConversation(target);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function neighbour(step: 1 | -1, unreadOnly: boolean): string | null {
  const { conversations, currentConversationId } = useConversationsStore.getState();
  const start = conversations.findIndex(({ id }) => id === currentConversationId);
  for (let index = start + step; index >= 0 && index < conversations.length; index += step) {
    const candidate = conversations[index];
    if (candidate !== undefined && (!unreadOnly || candidate.summary.unread > 0)) return candidate.id;
  }
  return null;
}
