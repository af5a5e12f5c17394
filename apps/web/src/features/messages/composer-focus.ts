/** The text area of the open conversation, for what hands the focus on to it. */
import { isTouchKeyboard } from "./touch-keyboard.ts";

let composer: HTMLTextAreaElement | null = null;

/** Returns how to take it back. */
export function offerComposer(element: HTMLTextAreaElement): () => void {
  composer = element;
  return () => {
    if (composer === element) composer = null;
  };
}

/** Where there is a composer. Never on touch: it would bring the keyboard up over the messages. */
export function focusComposer(): void {
  if (!isTouchKeyboard()) composer?.focus({ preventScroll: true });
}
