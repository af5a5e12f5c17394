/**
 * One text message. The same row serves it from the moment it is typed until it is confirmed, edited or deleted; hovering,
 * focusing and changes of state never change its height, except for what people must read (a failure, the editor).
 */

import type { OutboxEntry } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { Trash2 } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { text } from "../../language/index.ts";
import { Avatar, joinClasses } from "../../ui/index.ts";
import { fullTimeLabel, timeLabel } from "./day-label.ts";
import { describeMessage } from "./describe-message.ts";
import { EditMessage } from "./EditMessage.tsx";
import { FailedNotice } from "./FailedNotice.tsx";
import { FoldedText } from "./FoldedText.tsx";
import { MessageToolbar } from "./MessageToolbar.tsx";
import { useMessageContext } from "./message-context.ts";
import { useMessageUi } from "./message-ui.ts";
import { SlowNotice } from "./SlowNotice.tsx";
import { StateMark } from "./StateMark.tsx";
import { type TimelineItem, toTimelineItem } from "./timeline-item.ts";
import { useLongPress } from "./use-long-press.ts";
import { useRowToolbar } from "./use-row-toolbar.ts";

export interface MessageRowProps {
  rowKey: string;
  source: Message | OutboxEntry;
  isContinued: boolean;
  /** The row that has the list's one tab stop. */
  isTabStop: boolean;
}

export const MessageRow = memo(function MessageRow({ rowKey, source, isContinued, isTabStop }: MessageRowProps) {
  const { me, openMenu } = useMessageContext();
  const item = toTimelineItem(source, me);
  const editing = useMessageUi(({ editing }) => (editing?.messageId === item.messageId ? editing : null));
  const isFlashed = useMessageUi(({ flashedId }) => flashedId !== null && flashedId === item.messageId);
  const { hasToolbar, hasFocus, toolbarHandlers } = useRowToolbar(rowKey);
  const longPress = useLongPress((at) => openMenu(item, at, true));

  function handleContextMenu(event: MouseEvent<HTMLElement>) {
    const isAboutText = event.target instanceof Element && event.target.closest("a, textarea") !== null;
    if (isAboutText || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const isHeld = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch";
    openMenu(item, { x: event.clientX, y: event.clientY }, isHeld);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows of a virtual list stand in wrappers of its own
    <div
      role="listitem"
      tabIndex={isTabStop ? 0 : hasFocus ? -1 : undefined}
      aria-label={describeMessage(item)}
      data-row={rowKey}
      data-message={item.clientMsgId}
      data-seq={item.seq ?? undefined}
      data-state={item.state}
      className={joinClasses(
        "group/row relative outline-offset-[-2px] pointer-coarse:select-none pointer-coarse:[-webkit-touch-callout:none]",
        !isContinued && "pt-2.5 compact:pt-1",
      )}
      data-flashed={isFlashed || undefined}
      onMouseDown={keepFocusOnRightButton}
      {...toolbarHandlers}
      onContextMenu={handleContextMenu}
      {...longPress}
    >
      <div
        className={joinClasses(
          "relative flex py-px ps-4 transition-colors duration-300 compact:py-0 pe-4 desk:ps-5 desk:pe-6",
          isFlashed ? "bg-accent-soft" : "group-hover/row:bg-hover",
        )}
      >
        <div className="w-13 shrink-0">
          {isContinued ? (
            <HoverTime at={item.at} />
          ) : (
            <span className="block pt-0.5">
              <Avatar id={item.authorId} name={item.authorName} avatarUrl={item.authorAvatar} size={36} />
            </span>
          )}
        </div>
        <div className="min-w-0 flex-1">
          {isContinued ? null : <Authorship item={item} />}
          {editing === null ? (
            <Content rowKey={rowKey} item={item} isTabStop={isTabStop} />
          ) : (
            <EditMessage item={item} editing={editing} />
          )}
        </div>
        {hasToolbar && editing === null ? <MessageToolbar item={item} /> : null}
      </div>
    </div>
  );
});

/** The menu gives the focus back to where it was before the right button was pressed. */
function keepFocusOnRightButton(event: MouseEvent) {
  if (event.button === 2) event.preventDefault();
}

function Authorship({ item }: { item: TimelineItem }) {
  return (
    <div className="flex items-baseline gap-2">
      <bdi className="min-w-0 truncate font-semibold text-label">{item.authorName}</bdi>
      <Time at={item.at} className="shrink-0 text-meta text-text-muted" />
    </div>
  );
}

function HoverTime({ at }: { at: number }) {
  return (
    <Time
      at={at}
      className="-ms-3 block w-14 whitespace-nowrap pe-1 text-end text-[0.6875rem]/[1.375rem] text-text-muted opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100"
    />
  );
}

function Time({ at, className }: { at: number; className: string }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTimeLabel(at)} className={className}>
      {timeLabel(at)}
    </time>
  );
}

function Content({ rowKey, item, isTabStop }: { rowKey: string; item: TimelineItem; isTabStop: boolean }) {
  const pendingEdit = useMessageUi(({ pendingEdits }) =>
    item.messageId === null ? undefined : pendingEdits.get(item.messageId),
  );
  if (item.isDeleted) {
    return (
      <p className="flex items-center gap-1.5 text-message text-text-muted italic">
        <Trash2 size={14} strokeWidth={1.75} aria-hidden="true" />
        {text("messages.deleted")}
      </p>
    );
  }
  return (
    <>
      <FoldedText rowKey={rowKey} text={pendingEdit ?? item.body} isTabStop={isTabStop}>
        {item.editedAt !== null || pendingEdit !== undefined ? (
          <span
            className="ms-1.5 select-none text-meta text-text-muted"
            title={
              item.editedAt === null ? undefined : text("messages.editedAt", { time: fullTimeLabel(item.editedAt) })
            }
          >
            {text("messages.edited")}
          </span>
        ) : null}
        {item.isOwn ? <StateMark state={pendingEdit === undefined ? item.state : "sending"} /> : null}
      </FoldedText>
      {item.state === "failed" ? <FailedNotice item={item} /> : null}
      {item.state === "queued" || item.state === "sending" ? <SlowNotice item={item} /> : null}
    </>
  );
}
