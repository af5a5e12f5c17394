/** What the day chip over the list shows, and when: while scrolling and a moment after. */
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { uppermostDay } from "./StickyDay.tsx";
import type { TimelineRow } from "./timeline-rows.ts";

const LINGER_MS = 1_500;

export function useStickyDay(list: RefObject<VirtualizerHandle | null>, rows: readonly TimelineRow[]) {
  const [day, setDay] = useState<{ at: number | null; isShown: boolean }>({ at: null, isShown: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const noteScroll = useCallback(() => {
    if (list.current === null) return;
    const at = uppermostDay(list.current, rows);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setDay((shown) => ({ ...shown, isShown: false })), LINGER_MS);
    setDay((shown) => {
      const next = { at: at ?? shown.at, isShown: at !== null };
      return next.at === shown.at && next.isShown === shown.isShown ? shown : next;
    });
  }, [list, rows]);

  return { day, noteScroll };
}
