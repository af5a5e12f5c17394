/** Where a conversation begins. */

import type { Conversation } from "@oschat/client";
import { richText, text } from "../../language/index.ts";
import { Avatar, GroupAvatar } from "../../ui/index.ts";
import { conversationName } from "./conversation-name.ts";
import { dateLabel } from "./day-label.ts";

export function StartRow({ conversation }: { conversation: Conversation }) {
  const { id, type, peer, title, memberCount, createdAt } = conversation.summary;
  const name = conversationName(conversation.summary);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows of a virtual list stand in wrappers of its own
    <div role="listitem" className="flex flex-col items-start gap-1 px-4 desk:px-5 pt-8 pb-2">
      {type === "dm" && peer !== null ? (
        <Avatar id={peer.id} name={peer.name} avatarUrl={peer.avatarUrl} size={64} />
      ) : (
        <GroupAvatar id={id} title={title ?? name} size={64} />
      )}
      <p className="pt-2 font-semibold text-title [overflow-wrap:anywhere]">
        <bdi>{name}</bdi>
      </p>
      <p className="flex flex-wrap gap-x-1.5 text-label text-text-muted">
        <span>{type === "dm" ? text("messages.dmKind") : text("messages.groupKind", { count: memberCount })}</span>
        <span aria-hidden="true">·</span>
        <span>{text("messages.begunOn", { date: dateLabel(Date.parse(createdAt)) })}</span>
      </p>
      <p className="max-w-[60ch] text-label text-text-muted [overflow-wrap:anywhere]">
        {richText(type === "dm" ? "messages.dmStart" : "messages.groupStart", {
          name: () => (
            <bdi key="name" className="font-medium text-text">
              {name}
            </bdi>
          ),
        })}
      </p>
    </div>
  );
}
