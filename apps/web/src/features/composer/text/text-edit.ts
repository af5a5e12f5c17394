/** One change of a text: `from` to `to` becomes `insert`, and afterwards `select` is selected. Pure data. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: readonly [start: number, end: number];
}

export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What the text is after the edit; for tests and for browsers without an undo history to keep. */
export function edited(text: string, { from, to, insert }: TextEdit): string {
  return text.slice(0, from) + insert + text.slice(to);
}
