/** Makes an edit in a text area as if it had been typed: the browser's own undo takes it back. */
import { edited, type Selected, type TextEdit } from "./text-edit.ts";

export function selectedIn(area: HTMLTextAreaElement): Selected {
  return { text: area.value, start: area.selectionStart, end: area.selectionEnd };
}

export function applyEdit(area: HTMLTextAreaElement, edit: TextEdit): void {
  area.focus({ preventScroll: true });
  area.setSelectionRange(edit.from, edit.to);
  const wanted = edited(area.value, edit);
  // The only way of changing a text that its undo history takes part in.
  document.execCommand(edit.insert === "" ? "delete" : "insertText", false, edit.insert);
  if (area.value !== wanted) {
    area.setRangeText(edit.insert, edit.from, edit.to);
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  area.setSelectionRange(...edit.select);
}
