/** Tells messages that are nothing but a few emoji, which are shown large. */

const MODIFIER = "[\\u{1F3FB}-\\u{1F3FF}]";
const PICTOGRAPH = `(?:\\p{Emoji_Presentation}\\uFE0F?|\\p{Extended_Pictographic}(?:\\uFE0F|(?=${MODIFIER})))${MODIFIER}?`;
const JOINED = `(?:\\u200D\\p{Extended_Pictographic}\\uFE0F?${MODIFIER}?)*`;
const FLAG = "\\p{Regional_Indicator}{2}";
const KEYCAP = "[0-9#*]\\uFE0F?\\u20E3";
const SUBDIVISION = "(?:[\\u{E0020}-\\u{E007E}]+\\u{E007F})?";
const EMOJI_ONLY = new RegExp(`^\\s*(?:(?:${FLAG}|${KEYCAP}|${PICTOGRAPH}${SUBDIVISION}${JOINED})\\s*){1,12}$`, "u");

/** Most texts have one, and are told by it at a fraction of the cost. */
const LETTER = /[a-z]/i;

/** A text longer than this is not looked at: a dozen of the longest emoji is shorter. */
const LONGEST = 400;

export function isEmojiOnly(text: string): boolean {
  return text.length <= LONGEST && !LETTER.test(text) && EMOJI_ONLY.test(text);
}
