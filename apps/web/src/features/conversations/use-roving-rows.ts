/** One Tab stop for a list of links: the arrow keys, Home and End move between them. */
import { type KeyboardEvent, type RefObject, startTransition, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { focusWhenThere } from "../../ui/index.ts";

interface RovingRows {
  /** The id of the row that Tab reaches. */
  tabStop: string | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: { target: EventTarget }) => void;
}

interface RovingRowsInput {
  /** In the order shown; rows carry theirs as `data-conversation-id`. */
  ids: readonly string[];
  currentId: string | null;
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<VirtualizerHandle | null>;
}

/** The stop is the row that had the focus last, or the conversation that was opened since. */
export function useRovingRows({ ids, currentId, scroller, list }: RovingRowsInput): RovingRows {
  const [chosenId, setChosenId] = useState(currentId);
  const [openedId, setOpenedId] = useState(currentId);
  if (openedId !== currentId) {
    setOpenedId(currentId);
    if (currentId !== null) setChosenId(currentId);
  }
  const tabStop = chosenId !== null && ids.includes(chosenId) ? chosenId : (ids[0] ?? null);
  return {
    tabStop,
    onFocus({ target }) {
      const id = target instanceof HTMLElement ? target.dataset.conversationId : undefined;
      // Which row Tab reaches is of no use before the focus goes on: a click on the row should not wait for it.
      if (id !== undefined) startTransition(() => setChosenId(id));
    },
    onKeyDown(event) {
      const next = nextIndex(event.key, tabStop === null ? -1 : ids.indexOf(tabStop), ids.length);
      const id = next === null ? undefined : ids[next];
      if (next === null || id === undefined) return;
      event.preventDefault();
      setChosenId(id);
      list.current?.scrollToIndex(next, { align: "nearest" });
      focusWhenThere(() => scroller.current?.querySelector<HTMLElement>(`[data-conversation-id="${CSS.escape(id)}"]`));
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
