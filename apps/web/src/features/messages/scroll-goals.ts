/** Places in the timeline that the view can be brought to, and where it is. */
import type { VirtualizerHandle } from "virtua";
import type { ScrollPlace } from "./scroll-memory.ts";
import type { TimelineRow } from "./timeline-rows.ts";

export type Goal =
  | { readonly kind: "end" }
  | { readonly kind: "middle"; readonly rowKey: string }
  | { readonly kind: "row"; readonly place: ScrollPlace };

/** In pixels. */
export function distanceToEnd(element: HTMLElement): number {
  return element.scrollHeight - element.scrollTop - element.clientHeight;
}

/** Where it was left, else the new-messages line `third` pixels below the upper edge, else the end. */
export function openingGoal(place: ScrollPlace | null, rows: readonly TimelineRow[], third: number): Goal {
  if (place !== null && rows.some((row) => row.key === place.rowKey)) return { kind: "row", place };
  return hasLine(rows) ? { kind: "row", place: { rowKey: "unread", offset: third } } : { kind: "end" };
}

export function hasLine(rows: readonly TimelineRow[]): boolean {
  return rows.some((row) => row.kind === "unread");
}

/** The row at the upper edge. */
export function placeOf(list: VirtualizerHandle | null, rows: readonly TimelineRow[]): ScrollPlace | null {
  if (list === null) return null;
  const index = list.findItemIndex(list.scrollOffset);
  const row = rows[index];
  return row === undefined ? null : { rowKey: row.key, offset: list.getItemOffset(index) - list.scrollOffset };
}

/** Whether the rows of the place where `scroller` stands are drawn and measured: until then it may still be moved. */
export function isPlaceDrawn(scroller: HTMLElement | null, list: VirtualizerHandle | null): boolean {
  if (scroller === null || list === null || Math.abs(list.scrollOffset - scroller.scrollTop) > 1) return false;
  const rows = scroller.lastElementChild?.children ?? [];
  return [...rows].every((row) => row instanceof HTMLElement && row.style.visibility !== "hidden");
}
