"use client";
/** Who and what a conversation is: its people and their roles, and what I may change about it. */
import type { Conversation } from "@oschat/client";
import { ArrowLeft, X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { setDetailsOpen, useConversation } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";
import { ConversationAvatar, nameOf } from "../conversations/index.ts";
import { GroupDetails } from "./GroupDetails.tsx";

interface DetailsPanelProps {
  conversationId: string;
  /** Focus goes to the panel when it opens: where it covers what had the focus. */
  takesFocus: boolean;
}

export function DetailsPanel({ conversationId, takesFocus }: DetailsPanelProps) {
  const conversation = useConversation(conversationId);
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  if (conversation === undefined) return null;
  return (
    <aside data-region aria-labelledby={headingId} className="flex h-full flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-3 desk:ps-5 desk:pe-3">
        <IconButton
          label={text("details.back")}
          icon={ArrowLeft}
          onClick={() => setDetailsOpen(false)}
          className="-ms-1 rtl:-scale-x-100 desk:hidden"
        />
        <h2 ref={heading} id={headingId} tabIndex={-1} className="flex-1 font-semibold text-label outline-none">
          {text("details.title")}
        </h2>
        <span className="hidden desk:block">
          <IconButton label={text("details.close")} icon={X} size="sm" onClick={() => setDetailsOpen(false)} />
        </span>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-6">
        <Portrait conversation={conversation} />
        {conversation.summary.type === "group" ? <GroupDetails conversation={conversation} /> : null}
      </div>
    </aside>
  );
}

function Portrait({ conversation: { summary, members } }: { conversation: Conversation }) {
  const count = members?.length ?? summary.memberCount;
  const kind = summary.type === "dm" ? text("details.dm") : text("details.group", { count });
  return (
    <div className="flex flex-col items-center gap-1 px-5 pt-7 pb-5 text-center">
      <ConversationAvatar summary={summary} size={72} />
      <p className="mt-3 max-w-full break-words font-semibold text-heading">{nameOf(summary)}</p>
      <p className="text-preview text-text-muted">{kind}</p>
    </div>
  );
}
