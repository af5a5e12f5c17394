/** Whether the new-messages line stands above a reader who looks at the end and has not seen it. */
import { useCallback, useEffect, useRef, useState } from "react";

export interface UnreadAbove {
  readonly isAbove: boolean;
  /** To be called with the scrolling element whenever it moved or its content changed. */
  readonly note: (scroller: HTMLElement) => void;
  readonly dismiss: () => void;
}

export interface UnreadAboveInput {
  readonly newAfterSeq: number | null;
  /** Somebody is looking at the page. */
  readonly isActive: boolean;
  readonly isAtEnd: boolean;
}

export function useUnreadAbove({ newAfterSeq, isActive, isAtEnd }: UnreadAboveInput): UnreadAbove {
  const [found, setFound] = useState<{ forSeq: number; isSeen: boolean } | null>(null);
  const latestScroller = useRef<HTMLElement>(null);

  const note = useCallback(
    (scroller: HTMLElement) => {
      latestScroller.current = scroller;
      if (newAfterSeq === null) return;
      const isInView = isLineInView(scroller);
      setFound((before) => {
        if (before?.forSeq === newAfterSeq && before.isSeen) return before;
        if (isInView) return isActive ? { forSeq: newAfterSeq, isSeen: true } : null;
        if (!isAtEnd || before?.forSeq === newAfterSeq) return before;
        return { forSeq: newAfterSeq, isSeen: false };
      });
    },
    [newAfterSeq, isActive, isAtEnd],
  );

  useEffect(() => {
    if (latestScroller.current !== null) note(latestScroller.current);
  }, [note]);

  const dismiss = useCallback(() => {
    if (newAfterSeq !== null) setFound({ forSeq: newAfterSeq, isSeen: true });
  }, [newAfterSeq]);

  return { isAbove: found !== null && found.forSeq === newAfterSeq && !found.isSeen, note, dismiss };
}

function isLineInView(scroller: HTMLElement): boolean {
  const line = scroller.querySelector("[data-unread-line]")?.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  return line !== undefined && line.bottom > view.top && line.top < view.bottom;
}
