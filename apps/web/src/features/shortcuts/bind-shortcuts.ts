/** The one listener for what works everywhere. A key that something nearer has used, or that an input method needs, is left alone. */
import { isAppleKeyboard } from "./chords.ts";
import { type FoundShortcut, findShortcut } from "./find-shortcut.ts";
import type { GlobalShortcutId, WritingShortcutId } from "./shortcut-table.ts";

/** Returns false when there was nothing to do: then the key does what it does without us. */
type Act = (nth: number) => boolean;
export type ShortcutActions = Readonly<Record<GlobalShortcutId, Act>>;

/** Returns how to stop. */
export function bindShortcuts(actions: ShortcutActions): () => void {
  const controller = new AbortController();
  let isOverDialog = false;
  // Asked before anything can close: Escape belongs to the dialog it closes.
  const notePress = () => {
    isOverDialog = isDialogOpen();
  };
  const act = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    const isInText = event.target instanceof Element && event.target.matches(TEXT);
    const found = findShortcut(event, { place: "everywhere", onApple: isAppleKeyboard(), isInText, isOverDialog });
    if (found !== null && actions[found.id as GlobalShortcutId](found.nth)) event.preventDefault();
  };
  window.addEventListener("keydown", notePress, { capture: true, signal: controller.signal });
  window.addEventListener("keydown", act, { signal: controller.signal });
  return () => controller.abort();
}

/** The shortcut that a key is in the text of a message; the text's own handler asks. */
export function writingShortcut(event: KeyboardEvent): WritingShortcutId | null {
  const circumstances = { place: "writing", onApple: isAppleKeyboard(), isInText: true, isOverDialog: false } as const;
  const found: FoundShortcut | null = findShortcut(event, circumstances);
  return found === null ? null : (found.id as WritingShortcutId);
}

const TEXT = "textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button])";
const OPEN = "[role=dialog], [role=alertdialog], [role=menu]";

function isDialogOpen(): boolean {
  return [...document.querySelectorAll(OPEN)].some((one) => !one.hasAttribute("data-closed"));
}
