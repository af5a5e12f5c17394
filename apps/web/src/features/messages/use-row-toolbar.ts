/**
 * At most one row shows its toolbar: the one that the pointer or the keyboard came to last. When the pointer leaves, the row that
 * still has the focus has it again.
 */
import { type FocusEvent, type PointerEvent, useEffect, useState } from "react";
import { useMessageUi } from "./message-ui.ts";

const now: { pointedAt: string | null; focused: string | null } = { pointedAt: null, focused: null };

export function useRowToolbar(rowKey: string) {
  const hasToolbar = useMessageUi(({ toolbarKey }) => toolbarKey === rowKey);
  const [hasFocus, setFocus] = useState(false);

  function noteFocus(isFocused: boolean) {
    setFocus(isFocused);
    if (isFocused) now.focused = rowKey;
    else if (now.focused === rowKey) now.focused = null;
    show(isFocused ? rowKey : (now.pointedAt ?? now.focused));
  }

  useEffect(
    () => () => {
      if (now.pointedAt === rowKey) now.pointedAt = null;
      if (now.focused === rowKey) now.focused = null;
      if (useMessageUi.getState().toolbarKey === rowKey) show(now.pointedAt ?? now.focused);
    },
    [rowKey],
  );

  const toolbarHandlers = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== "mouse") return;
      now.pointedAt = rowKey;
      show(rowKey);
    },
    onPointerLeave: () => {
      if (now.pointedAt === rowKey) now.pointedAt = null;
      show(now.focused);
    },
    onFocus: (event: FocusEvent<HTMLElement>) => noteFocus(event.target.matches(":focus-visible")),
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) noteFocus(false);
    },
  };
  return { hasToolbar, hasFocus, toolbarHandlers };
}

function show(toolbarKey: string | null): void {
  if (useMessageUi.getState().toolbarKey !== toolbarKey) useMessageUi.setState({ toolbarKey });
}
