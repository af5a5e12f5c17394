/**
 * All shortcuts of the app: what binds them and the sheet that shows them both read this table, so that neither knows one that
 * the other does not. What a shortcut does is said in the catalogue, under its name. Keys that are part of how lists, menus
 * and dialogs always work (arrows, Tab, Enter, Escape inside of them) are not shortcuts.
 */

export interface Shortcut {
  /** Any of these chords (see chords.ts). */
  readonly keys: readonly string[];
  /** More chords, which type something where text is written, and therefore work only elsewhere. */
  readonly keysOutsideText?: readonly string[];
  /** `everywhere`: one listener on the window; `writing`: in the text of a message. */
  readonly place: "everywhere" | "writing";
  /** Works also while a dialog or menu is open. */
  readonly overDialogs?: boolean;
}

const places = Array.from({ length: 9 }, (_, index) => `Mod+${index + 1}`);

export const SHORTCUTS = {
  openSwitcher: { keys: ["Mod+K"], place: "everywhere", overDialogs: true },
  showShortcuts: { keys: ["Mod+/"], keysOutsideText: ["?"], place: "everywhere", overDialogs: true },
  findInConversation: { keys: ["Mod+F"], place: "everywhere" },
  openSettings: { keys: ["Mod+,"], place: "everywhere" },
  previousConversation: { keys: ["Alt+ArrowUp"], place: "everywhere" },
  nextConversation: { keys: ["Alt+ArrowDown"], place: "everywhere" },
  previousUnread: { keys: ["Alt+Shift+ArrowUp"], place: "everywhere" },
  nextUnread: { keys: ["Alt+Shift+ArrowDown"], place: "everywhere" },
  nthConversation: { keys: places, place: "everywhere" },
  nextRegion: { keys: ["F6", "Ctrl+F6"], place: "everywhere" },
  previousRegion: { keys: ["Shift+F6", "Ctrl+Shift+F6"], place: "everywhere" },
  leaveInnermost: { keys: ["Escape"], place: "everywhere" },
  enter: { keys: ["Enter"], place: "writing" },
  newLine: { keys: ["Shift+Enter"], place: "writing" },
  sendMessage: { keys: ["Mod+Enter"], place: "writing" },
  editLast: { keys: ["ArrowUp"], place: "writing" },
  bold: { keys: ["Mod+B"], place: "writing" },
  italic: { keys: ["Mod+I"], place: "writing" },
  strike: { keys: ["Mod+Shift+X"], place: "writing" },
  code: { keys: ["Mod+E"], place: "writing" },
  indent: { keys: ["Tab"], place: "writing" },
  outdent: { keys: ["Shift+Tab"], place: "writing" },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

type At<Place extends Shortcut["place"]> = {
  [Id in ShortcutId]: (typeof SHORTCUTS)[Id]["place"] extends Place ? Id : never;
}[ShortcutId];

export type GlobalShortcutId = At<"everywhere">;
export type WritingShortcutId = At<"writing">;

export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as ShortcutId[];

export function shortcut(id: ShortcutId): Shortcut {
  return SHORTCUTS[id];
}
