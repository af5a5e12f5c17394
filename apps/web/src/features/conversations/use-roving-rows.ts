/** One Tab stop for a list of links: the arrow keys, Home and End move between them. */
import { type KeyboardEvent, useState } from "react";

interface RovingRows {
  /** The id of the row that Tab reaches. */
  tabStop: string | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: { target: EventTarget }) => void;
}

/** `ids` in the order shown; rows carry theirs as `data-conversation-id`. */
export function useRovingRows(ids: readonly string[], currentId: string | null): RovingRows {
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const tabStop = [focusedId, currentId].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
  return {
    tabStop,
    onFocus({ target }) {
      if (target instanceof HTMLElement) setFocusedId(target.dataset.conversationId ?? null);
    },
    onKeyDown(event) {
      const next = nextIndex(event.key, tabStop === null ? -1 : ids.indexOf(tabStop), ids.length);
      const id = next === null ? undefined : ids[next];
      if (id === undefined) return;
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>(`[data-conversation-id="${CSS.escape(id)}"]`)?.focus();
    },
  };
}

/** Null for a key that does not move. */
export function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(index + 1, count - 1);
    case "ArrowUp":
      return Math.max(index - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
