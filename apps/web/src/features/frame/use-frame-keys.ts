import { useEffect } from "react";
import { goToConversation } from "../../chat/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { shownOrder } from "../conversations/index.ts";
import { neighbourOf } from "./neighbour-of.ts";

/** Alt+Up and Alt+Down: the conversation above or below; with Shift, the next one with something unread. */
export function useFrameKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey) return;
      const { byId, currentConversationId } = useConversationsStore.getState();
      const isWanted = (id: string) => !event.shiftKey || (byId.get(id)?.summary.unread ?? 0) > 0;
      const target = neighbourOf(currentConversationId, { ids: shownOrder(), step, isWanted });
      if (target === null) return;
      event.preventDefault();
      goToConversation(target);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
