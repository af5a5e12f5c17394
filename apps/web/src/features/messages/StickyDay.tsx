/** The day of the uppermost message, over the list while it scrolls. Where there is only touch, a tap on it leads to the top. */
import type { VirtualizerHandle } from "virtua";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import { DayChip } from "./DayRow.tsx";
import type { TimelineRow } from "./timeline-rows.ts";

export interface StickyDayProps {
  at: number | null;
  isShown: boolean;
  /** Something else lies over the upper edge of the list. */
  isLower: boolean;
  onTop: () => void;
}

export function StickyDay({ at, isShown, isLower, onTop }: StickyDayProps) {
  if (at === null) return null;
  return (
    <button
      type="button"
      // A keyboard has Home for it.
      tabIndex={-1}
      aria-label={text("messages.toTop")}
      aria-hidden={!isShown}
      onClick={onTop}
      className={joinClasses(
        "pointer-events-none absolute left-1/2 z-10 flex -translate-x-1/2 items-center transition-opacity duration-150 pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center",
        isLower ? "top-14 pointer-coarse:top-11" : "top-2 pointer-coarse:top-0",
        isShown ? "opacity-100 pointer-coarse:pointer-events-auto" : "opacity-0",
      )}
    >
      <span className="spoken-pill bg-raised px-3 py-0.5 shadow-menu">
        <DayChip at={at} />
      </span>
    </button>
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
