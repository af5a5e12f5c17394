import { useEffect } from "react";
import { goToConversation, setDetailsOpen, useChatClient } from "../../chat/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { shownOrder } from "../conversations/index.ts";
import { closeFind, openFind } from "../find/index.ts";
import { endUnreadLine } from "../messages/index.ts";
import { openSettings } from "../settings/index.ts";
import { bindShortcuts, focusRegion, openOverlay, type ShortcutActions } from "../shortcuts/index.ts";
import { neighbourOf } from "./neighbour-of.ts";

/** Does what the shortcuts say that work everywhere. */
export function useFrameKeys(): void {
  const client = useChatClient();
  useEffect(() => {
    const actions: ShortcutActions = {
      openSwitcher: () => call("switcher"),
      showShortcuts: () => call("shortcuts"),
      findInConversation: openFind,
      openSettings: () => {
        openSettings();
        return true;
      },
      previousConversation: () => walk(-1),
      nextConversation: () => walk(1),
      previousUnread: () => walk(-1, isUnread),
      nextUnread: () => walk(1, isUnread),
      nthConversation: (nth) => goTo(shownOrder()[nth] ?? null),
      nextRegion: () => focusRegion(1),
      previousRegion: () => focusRegion(-1),
      leaveInnermost: () => closeFind() || closeDetails() || endUnread(client),
    };
    return bindShortcuts(actions);
  }, [client]);
}

function call(overlay: "switcher" | "shortcuts"): true {
  openOverlay(overlay);
  return true;
}

function goTo(id: string | null): boolean {
  if (id !== null) goToConversation(id);
  return id !== null;
}

function walk(step: 1 | -1, isWanted: (id: string) => boolean = () => true): boolean {
  const { currentConversationId } = useConversationsStore.getState();
  return goTo(neighbourOf(currentConversationId, { ids: shownOrder(), step, isWanted }));
}

function isUnread(id: string): boolean {
  return (useConversationsStore.getState().byId.get(id)?.summary.unread ?? 0) > 0;
}

function closeDetails(): boolean {
  const { isDetailsOpen } = useConversationsStore.getState();
  if (isDetailsOpen) setDetailsOpen(false);
  return isDetailsOpen;
}

function endUnread(client: ReturnType<typeof useChatClient>): boolean {
  const [hasRead, hasEnded] = [markRead(client), endUnreadLine()];
  return hasRead || hasEnded;
}

function markRead(client: ReturnType<typeof useChatClient>): boolean {
  const { byId, currentConversationId } = useConversationsStore.getState();
  const summary = currentConversationId === null ? undefined : byId.get(currentConversationId)?.summary;
  if (summary === undefined || summary.unread === 0) return false;
  client.markRead(summary.id, summary.lastSeq);
  return true;
}
