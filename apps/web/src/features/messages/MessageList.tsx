/** An open conversation's rows in a virtual list: only what is near the view is in the document. */

import type { Conversation } from "@oschat/client";
import type { Me } from "@oschat/protocol";
import { type ComponentProps, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Virtualizer } from "virtua";
import { useConnection } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { lazily, VirtualList } from "../../ui/index.ts";
import { focusComposer } from "./composer-focus.ts";
import { DayRow } from "./DayRow.tsx";
import { DeleteMessage } from "./DeleteMessage.tsx";
import { HistoryNotice } from "./HistoryNotice.tsx";
import { JumpPill } from "./JumpPill.tsx";
import { knownSizes } from "./known-sizes.ts";
import type { OpenedMenu } from "./MessageMenu.tsx";
import { MessageRow } from "./MessageRow.tsx";
import { actionsFor } from "./message-actions.rules.ts";
import { type MessageContext, MessageContextProvider } from "./message-context.ts";
import { StartRow } from "./StartRow.tsx";
import { StickyDay } from "./StickyDay.tsx";
import { SystemRow } from "./SystemRow.tsx";
import { type TimelineRow, timelineRows } from "./timeline-rows.ts";
import { UnreadBar } from "./UnreadBar.tsx";
import { UnreadRow } from "./UnreadRow.tsx";
import { useCopying } from "./use-copying.ts";
import type { Target } from "./use-destination.ts";
import { useEditingKey } from "./use-editing-key.ts";
import { useExcerptPages } from "./use-excerpt-pages.ts";
import { useNewCount } from "./use-new-count.ts";
import { useOlderPages } from "./use-older-pages.ts";
import { usePageActive } from "./use-page-active.ts";
import { useReadMarker } from "./use-read-marker.ts";
import { useRovingRow } from "./use-roving-row.ts";
import { useStickyDay } from "./use-sticky-day.ts";
import { useTargetRow } from "./use-target-row.ts";
import { useTimelineScroll } from "./use-timeline-scroll.ts";
import { useUnreadAbove } from "./use-unread-above.ts";
import { useUnreadMark } from "./use-unread-mark.ts";

const MessageMenu = lazily(() => import("./MessageMenu.tsx").then((file) => file.MessageMenu));

const AT_TOP_PX = 120;
/** Given where heights are known: the list then guesses none from what it measures, and draws its buffer from the beginning. */
const ROW_HEIGHT = 24;
const NO_ENTRIES: Conversation["outbox"] = [];

export interface MessageListProps {
  conversation: Conversation;
  me: Me;
  /** The message that is led to. */
  target: Target | null;
  /** Begins at the newest message, whatever is unread above it. */
  startsAtEnd: boolean;
  /** Asked for while a place far up in the history is shown. */
  onShowLatest: () => void;
}

export function MessageList({ conversation, me, target, startsAtEnd, onShowLatest }: MessageListProps) {
  const { id: conversationId, summary, window, excerpt, outbox } = conversation;
  const { messages, reachedStart } = excerpt ?? window;
  const shownOutbox = excerpt === null ? outbox : NO_ENTRIES;
  const ownSendId = outbox.at(-1)?.clientMsgId ?? null;
  const lastSeq = window.messages.at(-1)?.seq ?? 0;
  const { status } = useConnection();
  const isLive = status === "live";
  const isActive = usePageActive();
  const [isAtEnd, setAtEnd] = useState(true);
  const [isAtTop, setAtTop] = useState(false);
  const [menu, setMenu] = useState<OpenedMenu | null>(null);

  const newAfterSeq = useUnreadMark({
    messages,
    meId: me.id,
    lastReadSeq: summary.lastReadSeq,
    isReading: isActive && isAtEnd && isLive && excerpt === null,
  });
  const rows = useMemo(
    () => timelineRows({ messages, outbox: shownOutbox, reachedStart, meId: me.id, newAfterSeq }),
    [messages, shownOutbox, reachedStart, me.id, newAfterSeq],
  );

  const unreadAbove = useUnreadAbove({ newAfterSeq, isActive, isAtEnd });
  const { note: noteUnread } = unreadAbove;
  const olderPages = useOlderPages(conversationId, window, status);
  const { fetchWhenNear, fetchOlder } = useExcerptPages(conversationId, excerpt) ?? olderPages;
  const onMoved = useCallback(
    (scroller: HTMLElement) => {
      setAtTop(scroller.scrollTop < AT_TOP_PX);
      fetchWhenNear(scroller);
      noteUnread(scroller);
    },
    [fetchWhenNear, noteUnread],
  );
  const [known] = useState(() => (excerpt === null ? knownSizes(conversationId, rows) : null));
  const scroll = useTimelineScroll({
    conversationId,
    rows,
    known,
    ownSendId,
    target: useTargetRow(rows, target),
    startsAtEnd,
    hasEnd: excerpt === null,
    onEndInView: setAtEnd,
    onMoved,
  });
  const hasReaderMoved = useRef(false);
  const noteReader = () => {
    hasReaderMoved.current = true;
  };
  const { jumpToRow, holdPlace } = scroll;
  const jumpToUnread = useCallback(() => jumpToRow("unread"), [jumpToRow]);
  const shownMark = useRef(newAfterSeq);
  useEffect(() => {
    if (newAfterSeq === shownMark.current) return;
    shownMark.current = newAfterSeq;
    if (newAfterSeq === null || isLive || hasReaderMoved.current) return;
    // What was missed came in after the conversation was shown from this device's storage: start there after all.
    jumpToUnread();
    setAtEnd(false);
  }, [newAfterSeq, isLive, jumpToUnread]);
  const roving = useRovingRow({ rows, isAtEnd, scroller: scroll.scroller, list: scroll.list });
  const { day, noteScroll } = useStickyDay(scroll.list, rows);

  const isLatestInView = scroll.isReady && isAtEnd && excerpt === null;
  useReadMarker({
    conversationId,
    lastSeq,
    lastReadSeq: summary.lastReadSeq,
    isReading: isActive && isLatestInView,
  });
  const newCount = useNewCount({
    messages: window.messages,
    meId: me.id,
    newAfterSeq,
    // What is caught up on comes below what the reader is shown, before the view has moved to where it begins.
    isSeeing: isLatestInView && status !== "catching-up",
  });

  const handleCopy = useCopying(rows, me);
  const editingKey = useEditingKey(conversation, me.id);
  const editingIndex = useMemo(() => rows.findIndex((row) => row.key === editingKey), [rows, editingKey]);
  useEffect(() => {
    if (editingIndex >= 0) scroll.list.current?.scrollToIndex(editingIndex, { align: "nearest" });
  }, [editingIndex, scroll.list]);

  const jumpToLatest = () => {
    if (excerpt === null) scroll.jumpToEnd();
    else onShowLatest();
    // The button goes, and with it the focus.
    focusComposer();
  };

  const sentBefore = useRef(ownSendId);
  useEffect(() => {
    if (ownSendId === null || ownSendId === sentBefore.current) return;
    sentBefore.current = ownSendId;
    if (excerpt !== null) onShowLatest();
  }, [ownSendId, excerpt, onShowLatest]);

  const context = useMemo((): MessageContext => {
    const standing = { isGroup: summary.type === "group", role: summary.role };
    return {
      me,
      standing,
      holdPlace,
      openMenu: (item, at, isHeld) => {
        if (actionsFor(item, standing).length === 0) return;
        const returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null;
        setMenu({ item, at, isHeld, returnTo });
      },
    };
  }, [me, summary.type, summary.role, holdPlace]);

  const renderRow = (row: TimelineRow, index: number) => {
    const isTabStop = index === roving.index;
    switch (row.kind) {
      case "start":
        return <StartRow key={row.key} conversation={conversation} />;
      case "day":
        return <DayRow key={row.key} at={row.at} />;
      case "unread":
        return <UnreadRow key={row.key} />;
      case "system":
        return <SystemRow key={row.key} rowKey={row.key} message={row.message} isTabStop={isTabStop} />;
      case "message":
        return (
          <MessageRow
            key={row.key}
            rowKey={row.key}
            source={row.source}
            isContinued={row.isContinued}
            isTabStop={isTabStop}
          />
        );
    }
  };

  return (
    <MessageContextProvider value={context}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its rows let through */}
      <div
        ref={scroll.scroller}
        role="presentation"
        className="absolute inset-0 flex flex-col overflow-y-auto overflow-x-hidden overscroll-contain pb-2 [overflow-anchor:none]"
        style={{ visibility: scroll.isReady ? undefined : "hidden" }}
        onKeyDown={(event) => {
          noteReader();
          roving.handleKey(event);
        }}
        onCopy={handleCopy}
        onPointerDown={noteReader}
        onWheel={noteReader}
      >
        {/* A short conversation stands at the lower edge, by the composer. */}
        <div className="grow" />
        <Virtualizer
          ref={scroll.list}
          data={rows}
          shift={scroll.isPrepending}
          bufferSize={scroll.isSettled ? 400 : 0}
          {...(known === null ? {} : { cache: known.sizes, itemSize: ROW_HEIGHT })}
          keepMounted={[roving.index, editingIndex].filter((index) => index >= 0)}
          as={RowContainer}
          onScroll={() => {
            scroll.handleScroll();
            if (hasReaderMoved.current) noteScroll();
          }}
        >
          {renderRow}
        </Virtualizer>
      </div>
      <StickyDay {...day} isLower={unreadAbove.isAbove} onTop={() => scroll.scroller.current?.scrollTo({ top: 0 })} />
      {unreadAbove.isAbove && newAfterSeq !== null && excerpt === null ? (
        <UnreadBar
          conversation={conversation}
          meId={me.id}
          newAfterSeq={newAfterSeq}
          onJump={jumpToUnread}
          onDone={unreadAbove.dismiss}
        />
      ) : null}
      <HistoryNotice window={excerpt ?? window} isAtTop={isAtTop} onRetry={fetchOlder} />
      {scroll.isReady && (!isAtEnd || excerpt !== null) ? <JumpPill newCount={newCount} onJump={jumpToLatest} /> : null}
      {menu === null ? null : <MessageMenu opened={menu} standing={context.standing} onClose={() => setMenu(null)} />}
      <DeleteMessage conversationId={conversationId} />
    </MessageContextProvider>
  );
}

function RowContainer(props: ComponentProps<typeof VirtualList>) {
  return <VirtualList aria-label={text("messages.list")} {...props} />;
}
