/** The actions of a message, ready for a toolbar or a menu: the same ones in the same order everywhere. */
import { Copy, type LucideIcon, Pencil, RotateCw, Trash2 } from "lucide-react";
import { useChatClient } from "../../chat/index.ts";
import { actionsFor, type MessageAction, type Standing } from "./message-actions.rules.ts";
import { askToDelete, copyText, startEditing } from "./message-ui.ts";
import type { TimelineItem } from "./timeline-item.ts";

export interface ReadyAction {
  readonly id: MessageAction;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger: boolean;
  readonly run: () => void;
}

const LOOKS: Record<MessageAction, Omit<ReadyAction, "id" | "run">> = {
  copy: { label: "Copy text", icon: Copy, danger: false },
  edit: { label: "Edit", icon: Pencil, danger: false },
  delete: { label: "Delete", icon: Trash2, danger: true },
  retry: { label: "Retry", icon: RotateCw, danger: false },
  discard: { label: "Delete", icon: Trash2, danger: true },
};

export function useMessageActions(item: TimelineItem, standing: Standing): ReadyAction[] {
  const client = useChatClient();
  const { conversationId, messageId, clientMsgId } = item;
  const deeds: Record<MessageAction, () => void> = {
    copy: () => void copyText(item),
    edit: () => messageId !== null && startEditing({ conversationId, messageId, text: item.body }),
    delete: () => messageId !== null && askToDelete({ conversationId, messageId }),
    retry: () => client.retry(clientMsgId),
    discard: () => client.discard(clientMsgId),
  };
  return actionsFor(item, standing).map((id) => ({ id, ...LOOKS[id], run: deeds[id] }));
}
