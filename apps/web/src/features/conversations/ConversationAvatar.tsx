import type { ConversationSummary } from "@oschat/protocol";
import { Avatar, GroupAvatar } from "../../ui/index.ts";
import { nameOf } from "./conversation-name.ts";

/** The other person's picture, or the group's drops. */
export function ConversationAvatar({ summary, size }: { summary: ConversationSummary; size: number }) {
  const { id, peer } = summary;
  if (peer === null) return <GroupAvatar id={id} title={nameOf(summary)} size={size} />;
  return <Avatar id={peer.id} name={peer.name} avatarUrl={peer.avatarUrl} size={size} />;
}
