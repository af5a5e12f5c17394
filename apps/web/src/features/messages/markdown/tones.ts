/** Code in pieces, each with what it is. */
export type Tone = "comment" | "keyword" | "string" | "number" | "name";

export interface Piece {
  readonly text: string;
  readonly tone: Tone | null;
}
