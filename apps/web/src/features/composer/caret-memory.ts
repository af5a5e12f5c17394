/** Where the caret was in the text of each conversation, for as long as the page lives. */

type Selection = readonly [start: number, end: number];

const remembered = new Map<string, Selection>();

export function rememberCaret(conversationId: string, area: HTMLTextAreaElement): void {
  remembered.set(conversationId, [area.selectionStart, area.selectionEnd]);
}

/** The caret goes to where it was, else behind the last word. */
export function restoreCaret(conversationId: string, area: HTMLTextAreaElement): void {
  const end = area.value.length;
  area.setSelectionRange(...(remembered.get(conversationId) ?? [end, end]));
}
