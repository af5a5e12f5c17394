/**
 * What stands in an avatar without a picture: up to two graphemes, so that a letter with its accents, a Hangul syllable or
 * an emoji family stays whole, and a hue that is the same for the same id everywhere.
 */
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstGrapheme(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return "";
}

/** First grapheme of the first and last word; "?" for a name without any. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}\p{Extended_Pictographic}]\S*/gu) ?? [];
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (firstGrapheme(first) + firstGrapheme(last)).toLocaleUpperCase();
}

export const HUES = 12;

/** One of twelve hues in degrees, by FNV-1a over the id. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) % HUES) * (360 / HUES);
}
