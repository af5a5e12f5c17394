import { type RefObject, useEffect, useRef } from "react";

/** Going up from a conversation leads to its row, or to the list when it has none any more; never away from other work. */
export function useReturnToRow(list: RefObject<HTMLElement | null>, currentId: string | null): void {
  const idBefore = useRef(currentId);
  useEffect(() => {
    const leftId = idBefore.current;
    idBefore.current = currentId;
    if (leftId === null || currentId !== null || document.activeElement !== document.body) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-conversation-id="${CSS.escape(leftId)}"]`);
    (row ?? list.current?.querySelector<HTMLElement>('[tabindex="0"]'))?.focus();
  }, [list, currentId]);
}
