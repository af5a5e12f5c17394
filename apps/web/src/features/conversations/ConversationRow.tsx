"use client";
/** One conversation in the list. Selects its own conversation, so it re-renders only when that one changes. */
import type { Conversation } from "@oschat/client";
import { BellOff, Ellipsis } from "lucide-react";
import { memo, useRef } from "react";
import { goToConversation, useChatClient, useConversation, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Badge, CutText, joinClasses } from "../../ui/index.ts";
import { useLongPress } from "../messages/index.ts";
import { ConversationAvatar } from "./ConversationAvatar.tsx";
import type { OpenedMenu } from "./ConversationMenu.tsx";
import { nameOf } from "./conversation-name.ts";
import { listTime } from "./list-time.ts";
import { prefetch } from "./prefetch.ts";
import { type Preview, previewOf } from "./preview-text.ts";
import { unreadText } from "./unread-text.ts";

interface ConversationRowProps {
  id: string;
  /** The row's place in the list, from 1, and how many there are: not all of them are in the document. */
  place: number;
  count: number;
  isCurrent: boolean;
  /** The one row of the list that Tab reaches. */
  isTabStop: boolean;
  today: number;
  onMenu: (opened: OpenedMenu) => void;
}

export const ConversationRow = memo(function ConversationRow({
  id,
  place,
  count,
  isCurrent,
  isTabStop,
  today,
  onMenu,
}: ConversationRowProps) {
  const conversation = useConversation(id);
  const me = useMe();
  const client = useChatClient();
  const row = useRef<HTMLAnchorElement>(null);
  const openMenu = (isByKeyboard: boolean) =>
    row.current !== null && onMenu({ conversationId: id, row: row.current, isByKeyboard });
  const longPress = useLongPress(() => openMenu(false));
  if (conversation === undefined) return null;
  const { summary } = conversation;
  const name = nameOf(summary);
  const preview = previewOf(conversation, me?.id ?? null, isCurrent);
  const isUnread = summary.unread > 0 || summary.unreadFrom !== null;
  const at = lastTime(conversation);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the virtual list's wrappers stand between it and its list
    <div role="listitem" aria-posinset={place} aria-setsize={count} className="group/row relative">
      <a
        ref={row}
        {...longPress}
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
        onContextMenu={(event) => {
          event.preventDefault();
          openMenu(isKeyPress(event.nativeEvent));
        }}
        onPointerEnter={() => prefetch(client, conversation)}
        onFocus={() => prefetch(client, conversation)}
        className={joinClasses(
          "[-webkit-touch-callout:none] mx-2 flex h-15 items-center gap-3 px-2 compact:h-13 focus-visible:outline-offset-[-2px]",
          isCurrent ? "spoken bg-selected" : "rounded-card hover:bg-hover",
        )}
      >
        <ConversationAvatar summary={summary} size={40} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-baseline gap-2">
            <span className={joinClasses("flex min-w-0 flex-1 text-label", isUnread ? "font-bold" : "font-semibold")}>
              <CutText>{name}</CutText>
            </span>
            {summary.muted ? <MutedMark /> : null}
            <time
              dateTime={new Date(at).toISOString()}
              // Gives its place to the button while the row is pointed at.
              className={joinClasses(
                "shrink-0 text-meta group-hover/row:pointer-fine:opacity-0",
                isUnread ? "font-semibold text-accent" : "text-text-muted",
              )}
            >
              {listTime(at, Math.max(today, Date.now()))}
            </time>
          </span>
          <span className="flex min-h-5 items-center gap-2">
            <PreviewLine preview={preview} isUnread={isUnread} />
            <UnreadBadge summary={summary} />
          </span>
        </span>
      </a>
      <button
        type="button"
        tabIndex={-1}
        aria-label={text("conversations.actionsFor", { name })}
        onClick={() => openMenu(false)}
        className="absolute end-3 top-2 hidden h-6 w-8 items-center justify-center rounded-input text-text-muted hover:bg-hover hover:text-text compact:top-1 group-hover/row:pointer-fine:inline-flex"
      >
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  );
});

/** The menu key asks for a menu as a button does, but with no pointer. */
function isKeyPress(event: MouseEvent): boolean {
  return "pointerType" in event ? event.pointerType === "" : event.detail === 0;
}

/** How many are unread; a dot when the conversation is marked as unread and nothing of others' is. Muted ones do not call. */
function UnreadBadge({ summary: { unread, unreadFrom, muted } }: Pick<Conversation, "summary">) {
  if (unread === 0 && unreadFrom === null) return null;
  const tone = muted ? "neutral" : "accent";
  if (unread === 0) {
    return (
      <span className={joinClasses("size-2.5 shrink-0 rounded-full", muted ? "bg-text-muted" : "bg-accent")}>
        <span className="sr-only">{text("conversations.markedUnread")}</span>
      </span>
    );
  }
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{unreadText(unread)}</span>
      <span className="sr-only">{text("conversations.unread", { count: unreadText(unread) })}</span>
    </Badge>
  );
}

function MutedMark() {
  return (
    <span className="shrink-0 self-center text-text-muted">
      <BellOff size={14} strokeWidth={1.75} aria-hidden="true" />
      <span className="sr-only">{text("conversations.muted")}</span>
    </span>
  );
}

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
        "flex min-w-0 flex-1 gap-1 text-preview",
        kind === "typing" ? "text-accent" : isUnread ? "text-text" : "text-text-muted",
        isUnread && "font-medium",
      )}
    >
      {lead === null ? null : (
        <span className={joinClasses("max-w-[50%] shrink-0 truncate", LEAD_TONE[kind])}>{lead}</span>
      )}
      {/* Not seen, but heard between the two. */}
      {lead === null ? null : " "}
      <CutText>{preview.text}</CutText>
    </span>
  );
}

function lastTime({ summary, outbox }: Conversation): number {
  return outbox.at(-1)?.queuedAt ?? Date.parse(summary.lastMessage?.createdAt ?? summary.createdAt);
}
