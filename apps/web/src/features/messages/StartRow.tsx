/** Where a conversation begins. */

import type { Conversation } from "@oschat/client";
import { richText } from "../../language/index.ts";
import { Avatar, GroupAvatar } from "../../ui/index.ts";
import { conversationName } from "./conversation-name.ts";

export function StartRow({ conversation }: { conversation: Conversation }) {
  const { id, type, peer, title } = conversation.summary;
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
