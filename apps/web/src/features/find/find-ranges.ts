/** Where in a text the words stand that are looked for. Pure. */
import { foldText } from "@oschat/client";

export interface FoundRange {
  readonly start: number;
  readonly end: number;
}

/** Compared as the search compares; the places are those of `text` itself. */
export function findRanges(text: string, words: string): FoundRange[] {
  const wanted = foldText(words).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return [];
  let folded = "";
  const origin: FoundRange[] = [];
  let at = 0;
  for (const sign of text) {
    const plain = foldText(sign);
    for (let unit = 0; unit < plain.length; unit += 1) origin.push({ start: at, end: at + sign.length });
    folded += plain;
    at += sign.length;
  }
  return wanted.flatMap((word) => placesOf(folded, word, origin));
}

function placesOf(folded: string, word: string, origin: readonly FoundRange[]): FoundRange[] {
  const places: FoundRange[] = [];
  for (let found = folded.indexOf(word); found >= 0; found = folded.indexOf(word, found + word.length)) {
    const [first, last] = [origin[found], origin[found + word.length - 1]];
    if (first !== undefined && last !== undefined) places.push({ start: first.start, end: last.end });
  }
  return places;
}
