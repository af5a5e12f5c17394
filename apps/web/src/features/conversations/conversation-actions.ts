/** What can be done with a conversation as a whole, in the order of its menu. */
import type { ChatClient, Conversation } from "@oschat/client";
import { Bell, BellOff, ExternalLink, LogOut, MailCheck, MailOpen } from "lucide-react";
import { text } from "../../language/index.ts";
import type { MenuProps } from "../../ui/index.ts";
import { canLeave } from "../details/member-actions.rules.ts";
import { unreadPlace } from "./unread-place.ts";

interface ActionDeps {
  client: ChatClient;
  myId: string | null;
  onLeave: () => void;
}

export function conversationActions(
  conversation: Conversation,
  { client, myId, onLeave }: ActionDeps,
): MenuProps["items"] {
  const { id, summary } = conversation;
  const isUnread = summary.unread > 0 || summary.unreadFrom !== null;
  const read = {
    label: text("conversations.markRead"),
    icon: MailOpen,
    onSelect() {
      client.markUnread(id, null);
      client.markRead(id, summary.lastSeq);
    },
  };
  const unread = {
    label: text("conversations.markUnread"),
    icon: MailCheck,
    disabled: summary.lastSeq === 0,
    onSelect: () => client.markUnread(id, unreadPlace(conversation, myId)),
  };
  const sound = summary.muted
    ? { label: text("conversations.unmute"), icon: Bell, onSelect: () => client.setMuted(id, false) }
    : { label: text("conversations.mute"), icon: BellOff, onSelect: () => client.setMuted(id, true) };
  const tab = {
    label: text("conversations.openInNewTab"),
    icon: ExternalLink,
    onSelect: () => void window.open(`/chat?c=${id}`, "_blank", "noopener"),
  };
  const leave = {
    label: text("conversations.leave"),
    icon: LogOut,
    danger: true,
    separated: true,
    onSelect: onLeave,
  };
  return [isUnread ? read : unread, sound, tab, ...(canLeave(summary) ? [leave] : [])];
}
