/** Keyboard shortcuts: the table of all of them, what binds them, the sheet that shows them. */
export { bindShortcuts, type ShortcutActions, writingShortcut } from "./bind-shortcuts.ts";
export { CheatSheetDialog } from "./CheatSheetDialog.tsx";
export { ariaKeys, isAppleKeyboard } from "./chords.ts";
export { enterSendsChoice } from "./enter-sends.ts";
export { openOverlay, useOverlay } from "./overlays.ts";
export { focusRegion } from "./regions.ts";
export { shortcut, type WritingShortcutId } from "./shortcut-table.ts";
