/**
 * One tab stop for the whole list; arrow keys, Home and End walk from message to message, Enter opens a message's menu.
 * The row with the tab stop stays mounted however far it is scrolled away. As long as none was chosen it is the newest that
 * was seen: a newer one would be mounted and measured out of sight, which moves what is being read.
 */
import { type KeyboardEvent, type RefObject, useCallback, useMemo, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { focusWhenThere } from "../../ui/index.ts";
import type { TimelineRow } from "./timeline-rows.ts";

export interface RovingRow {
  /** Index of the row with the tab stop; -1 when no row can have it. */
  readonly index: number;
  readonly handleKey: (event: KeyboardEvent<HTMLElement>) => void;
}

export interface RovingRowInput {
  readonly rows: readonly TimelineRow[];
  readonly isAtEnd: boolean;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
}

export function useRovingRow({ rows, isAtEnd, scroller, list }: RovingRowInput): RovingRow {
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [newestSeenKey, setNewestSeenKey] = useState<string | null>(null);
  const newestKey = rows.at(-1)?.key ?? null;
  if (isAtEnd && newestSeenKey !== newestKey) setNewestSeenKey(newestKey);

  const index = useMemo(() => {
    const chosen = indexOfKey(rows, chosenKey);
    if (chosen >= 0) return chosen;
    const newestSeen = indexOfKey(rows, newestSeenKey);
    return newestSeen >= 0 ? newestSeen : rows.findLastIndex(canHaveFocus);
  }, [rows, chosenKey, newestSeenKey]);

  const focusRow = useCallback(
    (rowIndex: number) => {
      const row = rows[rowIndex];
      if (row === undefined) return;
      setChosenKey(row.key);
      list.current?.scrollToIndex(rowIndex, { align: "nearest" });
      focusWhenThere(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`));
    },
    [rows, scroller, list],
  );

  const handleKey = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const target = event.target;
      if (!(target instanceof HTMLElement) || target.closest("textarea") !== null || event.altKey) return;
      const row = target.closest<HTMLElement>("[data-row]");
      if (row === null) return;
      if (event.key === "Enter" && target === row) {
        event.preventDefault();
        openMenuOf(row);
        return;
      }
      if (event.key === "Escape" && target !== row) {
        row.focus({ preventScroll: true });
        return;
      }
      const next = nextIndex(event.key, index, rows);
      if (next === null) return;
      event.preventDefault();
      focusRow(next);
    },
    [index, rows, focusRow],
  );

  return { index, handleKey };
}

function nextIndex(key: string, from: number, rows: readonly TimelineRow[]): number | null {
  let found: number;
  if (key === "ArrowUp") found = rows.findLastIndex((row, index) => index < from && canHaveFocus(row));
  else if (key === "ArrowDown") found = rows.findIndex((row, index) => index > from && canHaveFocus(row));
  else if (key === "Home") found = rows.findIndex(canHaveFocus);
  else if (key === "End") found = rows.findLastIndex(canHaveFocus);
  else return null;
  return found === -1 ? from : found;
}

function indexOfKey(rows: readonly TimelineRow[], key: string | null): number {
  return key === null ? -1 : rows.findLastIndex((row) => row.key === key && canHaveFocus(row));
}

function canHaveFocus(row: TimelineRow): boolean {
  return row.kind === "message" || row.kind === "system";
}

/** The row's own context menu, as the menu key would open it. */
function openMenuOf(row: HTMLElement): void {
  const { left, top, height } = row.getBoundingClientRect();
  const init = { bubbles: true, cancelable: true, clientX: left + 68, clientY: top + Math.min(height, 48) };
  row.dispatchEvent(new MouseEvent("contextmenu", init));
}
