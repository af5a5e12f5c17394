"use client";
/** The menu of a row of the list: by the right button, the menu key, a long press, or the row's own button. */
import { useState } from "react";
import { goToList, sentenceFor, useChatClient, useConversation, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { ConfirmDialog, MenuAt } from "../../ui/index.ts";
import { conversationActions } from "./conversation-actions.ts";
import { nameOf } from "./conversation-name.ts";
import { useHeldOpen } from "./use-held-open.ts";

export interface OpenedMenu {
  conversationId: string;
  /** The row: the menu stands at it, and it gets the focus back. */
  row: HTMLElement;
  isByKeyboard: boolean;
}

export function ConversationMenu({ opened, onClose }: { opened: OpenedMenu | null; onClose: () => void }) {
  const [shown, setShown] = useState<OpenedMenu | null>(opened);
  const [leavingId, setLeavingId] = useState<string | null>(null);
  const mayClose = useHeldOpen(opened !== null);
  if (opened !== null && opened !== shown) setShown(opened);
  const client = useChatClient();
  const me = useMe();
  const conversation = useConversation(shown?.conversationId ?? "");
  const leaving = useConversation(leavingId ?? "");
  const items =
    conversation === undefined
      ? []
      : conversationActions(conversation, {
          client,
          myId: me?.id ?? null,
          onLeave: () => setLeavingId(conversation.id),
        });

  async function leave() {
    if (leavingId === null) return;
    try {
      await client.leave(leavingId);
    } catch (error) {
      throw new Error(sentenceFor(error));
    }
    if (useConversationsStore.getState().currentConversationId === leavingId) goToList();
  }

  return (
    <>
      {shown === null ? null : (
        <MenuAt
          items={items}
          align="end"
          open={opened !== null && conversation !== undefined}
          onOpenChange={(isOpen) => !isOpen && mayClose() && onClose()}
          anchor={shown.row}
          startsAtFirst={shown.isByKeyboard}
        />
      )}
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={(isOpen) => !isOpen && setLeavingId(null)}
        title={text("details.leaveAsk", { name: leaving === undefined ? "" : nameOf(leaving.summary) })}
        description={text("details.leaveHint")}
        confirmLabel={text("details.leave")}
        danger
        onConfirm={leave}
      />
    </>
  );
}
