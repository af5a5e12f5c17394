"use client";
import type { Conversation } from "@oschat/client";
import { ArrowLeft, PanelRight } from "lucide-react";
import { goToList, setDetailsOpen, useMe } from "../../chat/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { IconButton, joinClasses } from "../../ui/index.ts";
import { ConversationAvatar } from "./ConversationAvatar.tsx";
import { nameOf } from "./conversation-name.ts";
import { headerSubtitle } from "./header-subtitle.ts";

/** The bar over a conversation: who it is with, and what can be opened from it. */
export function ConversationHeader({ conversation, headingId }: { conversation: Conversation; headingId: string }) {
  const me = useMe();
  const isDetailsOpen = useConversationsStore((store) => store.isDetailsOpen);
  const isTyping = conversation.typing.length > 0;
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-line border-b px-3 desk:px-5">
      <IconButton label="Back to conversations" icon={ArrowLeft} onClick={goToList} className="-ml-1 desk:hidden" />
      <ConversationAvatar summary={conversation.summary} size={32} />
      <div className="min-w-0 flex-1">
        <h1 id={headingId} className="truncate font-semibold text-label">
          {nameOf(conversation.summary)}
        </h1>
        <p className={joinClasses("truncate text-meta", isTyping ? "text-accent" : "text-text-muted")}>
          {headerSubtitle(conversation, me?.id ?? null)}
        </p>
      </div>
      <IconButton
        label="Conversation details"
        icon={PanelRight}
        aria-pressed={isDetailsOpen}
        onClick={() => setDetailsOpen(!isDetailsOpen)}
      />
    </header>
  );
}
