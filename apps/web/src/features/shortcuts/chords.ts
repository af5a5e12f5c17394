/**
 * Keys pressed together, written as "Mod+Shift+K": `Mod` is Cmd on Apple's machines and Ctrl elsewhere. A letter is known by
 * what it types or, on a keyboard that types no Latin letters, by its place; a sign by what it types, with or without Shift.
 */

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const LATIN_LETTER = /^[a-z]$/i;
const SIGN = /^[^a-z\d]$/i;

export function isPressed(chord: string, press: KeyPress, onApple: boolean): boolean {
  const { modifiers, key } = partsOf(chord);
  const wantsMod = modifiers.has("Mod");
  if (press.ctrlKey !== (modifiers.has("Ctrl") || (wantsMod && !onApple))) return false;
  if (press.metaKey !== (wantsMod && onApple)) return false;
  if (press.altKey !== modifiers.has("Alt")) return false;
  if (!SIGN.test(key) && press.shiftKey !== modifiers.has("Shift")) return false;
  return press.key.toUpperCase() === key.toUpperCase() || isAtPlaceOf(key, press);
}

/** The names of a chord's keys as they are printed on the keyboard. */
export function keyNames(chord: string, onApple: boolean): string[] {
  const { modifiers, key } = partsOf(chord);
  const names = onApple ? APPLE_NAMES : NAMES;
  return [...modifiers, key].map((part) => names[part] ?? part);
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(chord: string, onApple: boolean): string {
  const { modifiers, key } = partsOf(chord);
  const names: Record<string, string> = { Mod: onApple ? "Meta" : "Control", Ctrl: "Control" };
  const spoken = [...modifiers].map((part) => names[part] ?? part);
  return [...spoken, key].join("+");
}

export function isAppleKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function partsOf(chord: string): { modifiers: ReadonlySet<string>; key: string } {
  const parts = chord.split("+");
  const key = parts.pop() ?? "";
  return { modifiers: new Set(parts), key };
}

function isAtPlaceOf(key: string, press: KeyPress): boolean {
  if (/^\d$/.test(key)) return press.code === `Digit${key}`;
  return LATIN_LETTER.test(key) && !LATIN_LETTER.test(press.key) && press.code === `Key${key.toUpperCase()}`;
}

const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const NAMES: Record<string, string> = { ...ARROWS, Mod: "Ctrl", Escape: "Esc" };
const APPLE_NAMES: Record<string, string> = {
  ...ARROWS,
  Mod: "⌘",
  Ctrl: "⌃",
  Alt: "⌥",
  Shift: "⇧",
  Enter: "↩",
  Escape: "esc",
};
