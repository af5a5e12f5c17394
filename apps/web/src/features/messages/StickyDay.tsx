/** The day of the uppermost message, over the list while it scrolls. */
import type { VirtualizerHandle } from "virtua";
import { joinClasses } from "../../ui/index.ts";
import { DayChip } from "./DayRow.tsx";
import type { TimelineRow } from "./timeline-rows.ts";

export interface StickyDayProps {
  at: number | null;
  isShown: boolean;
  /** Something else lies over the upper edge of the list. */
  isLower: boolean;
}

export function StickyDay({ at, isShown, isLower }: StickyDayProps) {
  return (
    <div
      aria-hidden="true"
      className={joinClasses(
        "spoken-pill pointer-events-none absolute left-1/2 z-10 -translate-x-1/2 bg-raised px-3 py-0.5 shadow-menu transition-opacity duration-150",
        isLower ? "top-14" : "top-2",
        isShown && at !== null ? "opacity-100" : "opacity-0",
      )}
    >
      {at === null ? null : <DayChip at={at} />}
    </div>
  );
}

/** Below this many pixels from the upper edge a day line says it itself. */
const OWN_LINE_PX = 48;

/** The moment whose day the uppermost message belongs to; null where a day line is in sight there, or the start is. */
export function uppermostDay(list: VirtualizerHandle, rows: readonly TimelineRow[]): number | null {
  const top = list.scrollOffset;
  const first = list.findItemIndex(top);
  for (let index = first; index < rows.length && list.getItemOffset(index) < top + OWN_LINE_PX; index += 1) {
    const kind = rows[index]?.kind;
    if (kind === "day" || kind === "start") return null;
  }
  const row = rows[first];
  if (row?.kind === "message" || row?.kind === "system") return row.at;
  const next = rows[first + 1];
  return next?.kind === "message" ? next.at : null;
}
