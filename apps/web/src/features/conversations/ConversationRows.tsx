"use client";
/** The rows of the list, of which only those near the view are in the document: there may be thousands. */
import { useEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useCurrentConversationId } from "../../chat/index.ts";
import { VirtualList } from "../../ui/index.ts";
import { useNow } from "../messages/index.ts";
import { ConversationMenu, type OpenedMenu } from "./ConversationMenu.tsx";
import { ConversationRow } from "./ConversationRow.tsx";
import { startOfDay } from "./list-time.ts";
import { holdOrder, releaseOrder } from "./use-conversation-order.ts";
import { useReturnToRow } from "./use-return-to-row.ts";
import { useRovingRows } from "./use-roving-rows.ts";

/** In pixels; what a row turns out to have counts, where the text is larger or the rows are closer. */
const ROW_HEIGHT = 60;

export function ConversationRows({ ids }: { ids: readonly string[] }) {
  const currentId = useCurrentConversationId();
  const today = startOfDay(useNow());
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { tabStop, onKeyDown, onFocus } = useRovingRows({ ids, currentId, scroller, list });
  useReturnToRow(scroller, currentId);
  useRowInView(list, currentId === null ? -1 : ids.indexOf(currentId), currentId);
  const [menu, setMenu] = useState<OpenedMenu | null>(null);
  const kept = [tabStop, currentId, menu?.conversationId].map((id) => (id == null ? -1 : ids.indexOf(id)));
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its rows let through */}
      <div
        ref={scroller}
        role="presentation"
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-2 [overflow-anchor:none]"
        onPointerEnter={holdOrder}
        onPointerMove={holdOrder}
        onPointerLeave={releaseOrder}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <Virtualizer
          ref={list}
          data={ids}
          bufferSize={300}
          itemSize={ROW_HEIGHT}
          keepMounted={[...new Set(kept)].filter((index) => index >= 0)}
          as={VirtualList}
        >
          {(id, index) => (
            <ConversationRow
              key={id}
              id={id}
              place={index + 1}
              count={ids.length}
              isCurrent={id === currentId}
              isTabStop={id === tabStop}
              today={today}
              onMenu={setMenu}
            />
          )}
        </Virtualizer>
      </div>
      <ConversationMenu opened={menu} onClose={() => setMenu(null)} />
    </>
  );
}

/** A conversation that was gone to from elsewhere has its row in view; one in view already moves nothing. */
function useRowInView(list: { current: VirtualizerHandle | null }, index: number, currentId: string | null): void {
  const shownId = useRef<string | null>(null);
  useEffect(() => {
    const handle = list.current;
    if (handle === null || currentId === shownId.current || index < 0) return;
    shownId.current = currentId;
    const top = handle.getItemOffset(index) - handle.scrollOffset;
    if (top + handle.getItemSize(index) > 0 && top < handle.viewportSize) return;
    handle.scrollToIndex(index, { align: "nearest" });
  }, [list, index, currentId]);
}
