"use client";
/** One conversation in the list. Selects its own conversation, so it re-renders only when that one changes. */
import type { Conversation } from "@oschat/client";
import { memo } from "react";
import { goToConversation, useConversation, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Badge, joinClasses } from "../../ui/index.ts";
import { ConversationAvatar } from "./ConversationAvatar.tsx";
import { nameOf } from "./conversation-name.ts";
import { listTime } from "./list-time.ts";
import { type Preview, previewOf } from "./preview-text.ts";
import { unreadText } from "./unread-text.ts";

interface ConversationRowProps {
  id: string;
  isCurrent: boolean;
  /** The one row of the list that Tab reaches. */
  isTabStop: boolean;
  today: number;
}

export const ConversationRow = memo(function ConversationRow({
  id,
  isCurrent,
  isTabStop,
  today,
}: ConversationRowProps) {
  const conversation = useConversation(id);
  const me = useMe();
  if (conversation === undefined) return null;
  const { summary } = conversation;
  const name = nameOf(summary);
  const preview = previewOf(conversation, me?.id ?? null, isCurrent);
  const isUnread = summary.unread > 0;
  const at = lastTime(conversation);
  return (
    <li>
      <a
        href={`/chat?c=${id}`}
        data-conversation-id={id}
        aria-current={isCurrent ? "page" : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={(event) => {
          // With a modifier the browser opens a tab or a window of its own.
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          goToConversation(id);
        }}
        className={joinClasses(
          "mx-2 flex h-15 items-center gap-3 px-2 compact:h-13 focus-visible:outline-offset-[-2px]",
          isCurrent ? "spoken bg-selected" : "rounded-card hover:bg-hover",
        )}
      >
        <ConversationAvatar summary={summary} size={40} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-baseline gap-2">
            <span
              className={joinClasses("min-w-0 flex-1 truncate text-label", isUnread ? "font-bold" : "font-semibold")}
            >
              {name}
            </span>
            <time
              dateTime={new Date(at).toISOString()}
              className={joinClasses("shrink-0 text-meta", isUnread ? "font-semibold text-accent" : "text-text-muted")}
            >
              {listTime(at, Math.max(today, Date.now()))}
            </time>
          </span>
          <span className="flex min-h-5 items-center gap-2">
            <PreviewLine preview={preview} isUnread={isUnread} />
            {isUnread ? (
              <Badge tone="accent">
                <span aria-hidden="true">{unreadText(summary.unread)}</span>
                <span className="sr-only">{text("conversations.unread", { count: unreadText(summary.unread) })}</span>
              </Badge>
            ) : null}
          </span>
        </span>
      </a>
    </li>
  );
});

const LEAD_TONE: Record<Preview["kind"], string> = {
  typing: "text-accent",
  draft: "text-mention",
  failed: "text-danger",
  message: "",
  empty: "",
};

function PreviewLine({ preview, isUnread }: { preview: Preview; isUnread: boolean }) {
  const { kind, lead } = preview;
  return (
    <span
      className={joinClasses(
        "min-w-0 flex-1 truncate text-preview",
        kind === "typing" ? "text-accent" : isUnread ? "text-text" : "text-text-muted",
        isUnread && "font-medium",
      )}
    >
      {lead === null ? null : <span className={LEAD_TONE[kind]}>{lead} </span>}
      {preview.text}
    </span>
  );
}

function lastTime({ summary, outbox }: Conversation): number {
  return outbox.at(-1)?.queuedAt ?? Date.parse(summary.lastMessage?.createdAt ?? summary.createdAt);
}
