/** Emoji codes in the text of a message: when their list stands open, and what becomes of the one that is chosen. */
import { type RefObject, useCallback, useRef, useState } from "react";
import { type TypedCode, typedCode } from "../emoji/index.ts";
import { isTouchKeyboard } from "../messages/index.ts";
import { applyEdit } from "./text/apply-edit.ts";

interface CompletionInput {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly caret: number;
  /** There a colon is a colon. */
  readonly isCode: boolean;
}

export function useEmojiCompletion({ area, text, caret, isCode }: CompletionInput) {
  const keys = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const [dismissedFrom, setDismissedFrom] = useState<number | null>(null);
  // Where there is a keyboard, the area takes the focus as it comes.
  const [hasFocus, setFocus] = useState(() => !isTouchKeyboard());
  const [active, setActive] = useState<{ list: string; option: string } | null>(null);
  const found: TypedCode | null = isCode || !hasFocus ? null : typedCode(text, caret);
  if (found === null && dismissedFrom !== null) setDismissedFrom(null);
  const code = found === null || found.from === dismissedFrom ? null : found;

  const pick = useCallback(
    (emoji: string) => {
      if (area.current === null || code === null) return;
      const insert = `${emoji} `;
      const end = code.from + insert.length;
      applyEdit(area.current, { from: code.from, to: code.from + 1 + code.query.length, insert, select: [end, end] });
    },
    [area, code],
  );

  return {
    handleKey: (event: KeyboardEvent) => keys.current?.(event) ?? false,
    setFocus,
    /** For the text area, while the list is open. */
    attributes:
      active === null
        ? {}
        : ({
            "aria-autocomplete": "list",
            "aria-controls": active.list,
            "aria-activedescendant": active.option,
          } as const),
    /** For the list; null while it is closed. */
    list:
      code === null
        ? null
        : {
            query: code.query,
            keys,
            onPick: pick,
            onDismiss: () => setDismissedFrom(code.from),
            onActiveChange: setActive,
          },
  };
}
