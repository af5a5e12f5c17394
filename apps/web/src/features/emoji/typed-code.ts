/** The beginning of an emoji's code before the caret, as in "so :smi". Pure. */
export interface TypedCode {
  /** Where the colon stands. */
  readonly from: number;
  readonly query: string;
}

/** At least two characters: ":D" and times of day are left alone. A colon of full width is one too. */
const CODE = /(?:^|[\s(（])([:：])([\p{L}\d_+-]{2,32})$/u;

export function typedCode(text: string, caret: number): TypedCode | null {
  const line = text.slice(Math.max(text.lastIndexOf("\n", caret - 1) + 1, caret - 40), caret);
  const [, colon = "", query = ""] = CODE.exec(line) ?? [];
  return colon === "" ? null : { from: caret - query.length - 1, query };
}
