/** The actions of a message, ready for a toolbar or a menu: the same ones in the same order everywhere. */

import { CodeXml, Copy, Link, type LucideIcon, MailOpen, Pencil, RotateCw, Trash2 } from "lucide-react";
import { messageAddress, useChatClient } from "../../chat/index.ts";
import { type TextKey, text } from "../../language/index.ts";
import { copyToClipboard } from "./copy-to-clipboard.ts";
import { wordsIn } from "./markdown/markdown-loader.ts";
import { actionsFor, type MessageAction, type Standing } from "./message-actions.rules.ts";
import { askToDelete, startEditing } from "./message-ui.ts";
import type { TimelineItem } from "./timeline-item.ts";

export interface ReadyAction {
  readonly id: MessageAction;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger: boolean;
  readonly run: () => void;
}

interface Look {
  readonly label: TextKey;
  readonly icon: LucideIcon;
  readonly danger: boolean;
}

const LOOKS: Record<MessageAction, Look> = {
  copy: { label: "messages.copyText", icon: Copy, danger: false },
  copyMarkdown: { label: "messages.copyMarkdown", icon: CodeXml, danger: false },
  copyLink: { label: "messages.copyLink", icon: Link, danger: false },
  markUnread: { label: "messages.markUnread", icon: MailOpen, danger: false },
  edit: { label: "messages.edit", icon: Pencil, danger: false },
  delete: { label: "messages.delete", icon: Trash2, danger: true },
  retry: { label: "messages.retry", icon: RotateCw, danger: false },
  discard: { label: "messages.delete", icon: Trash2, danger: true },
};

export function useMessageActions(item: TimelineItem, standing: Standing): ReadyAction[] {
  const client = useChatClient();
  const { conversationId, messageId, clientMsgId, seq, body } = item;
  const target = messageId === null ? null : { conversationId, messageId, text: body };
  const deeds: Record<MessageAction, () => void> = {
    copy: () => void copyToClipboard(wordsIn(body)),
    copyMarkdown: () => void copyToClipboard(body),
    copyLink: () => messageId !== null && void copyToClipboard(messageAddress(conversationId, messageId)),
    markUnread: () => seq !== null && client.markUnread(conversationId, seq),
    edit: () => target !== null && startEditing(target),
    delete: () => askToDelete(target),
    retry: () => client.retry(clientMsgId),
    discard: () => client.discard(clientMsgId),
  };
  return actionsFor(item, standing).map((id) => ({ id, ...LOOKS[id], label: text(LOOKS[id].label), run: deeds[id] }));
}
