/**
 * What stands in an avatar without a picture: up to two graphemes, so that a letter with its accents, a Hangul syllable or
 * an emoji family stays whole, and a colour that is the same for the same id everywhere.
 */
/** The first combining mark; everything before it is a grapheme of its own. */
const NEEDS_SEGMENTER = /[\u0300-\uffff]/;

let graphemes: Intl.Segmenter | null = null;

/** Making a segmenter takes longer than drawing the whole list, so it is made for the first word that needs it. */
function firstGrapheme(word: string): string {
  if (!NEEDS_SEGMENTER.test(word.slice(0, 2))) return word.charAt(0);
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of graphemes.segment(word)) return segment;
  return "";
}

/** First grapheme of the first and last word; "?" for a name without any. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}\p{RI}\p{Extended_Pictographic}]\S*/gu) ?? [];
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (firstGrapheme(first) + firstGrapheme(last)).toUpperCase();
}

export const AVATAR_TONES = ["soft", "deep"] as const;
export const AVATAR_HUES = 18;

export interface AvatarColour {
  tone: (typeof AVATAR_TONES)[number];
  /** Degrees. */
  hue: number;
}

/** One of 36: a hue, each in two tones that nobody takes for each other. By FNV-1a over the id. */
export function colourOf(id: string): AvatarColour {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  const place = (hash >>> 0) % (AVATAR_HUES * AVATAR_TONES.length);
  return { tone: AVATAR_TONES[place % 2] ?? "soft", hue: Math.floor(place / 2) * (360 / AVATAR_HUES) };
}

/** As CSS; `turned` by some degrees for a second shape beside the first. */
export function fillOf({ tone, hue }: AvatarColour, turned = 0): string {
  return `oklch(var(--avatar-${tone}) ${(hue + turned) % 360})`;
}

export function inkOf({ tone, hue }: AvatarColour): string {
  return `oklch(var(--avatar-${tone}-ink) ${hue})`;
}
