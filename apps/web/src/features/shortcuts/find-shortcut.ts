/** Which shortcut a key press is, if any. Pure. */
import { isPressed, type KeyPress } from "./chords.ts";
import { SHORTCUT_IDS, type Shortcut, type ShortcutId, shortcut } from "./shortcut-table.ts";

export interface Circumstances {
  readonly place: Shortcut["place"];
  readonly onApple: boolean;
  /** The key would type something. */
  readonly isInText: boolean;
  readonly isOverDialog: boolean;
}

/** `nth` counts the shortcut's chords from zero. */
export interface FoundShortcut {
  readonly id: ShortcutId;
  readonly nth: number;
}

export function findShortcut(press: KeyPress, circumstances: Circumstances): FoundShortcut | null {
  const { place, onApple, isInText, isOverDialog } = circumstances;
  for (const id of SHORTCUT_IDS) {
    const { keys, keysOutsideText = [], overDialogs = false, place: itsPlace } = shortcut(id);
    if (itsPlace !== place || (isOverDialog && !overDialogs)) continue;
    const nth = [...keys, ...(isInText ? [] : keysOutsideText)].findIndex((chord) => isPressed(chord, press, onApple));
    if (nth >= 0) return { id, nth };
  }
  return null;
}
