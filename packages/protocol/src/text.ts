/** What is asked of text, and done to it, without a schema: browsers load this at once, schemas when they need them. */

const encoder = new TextEncoder();

/** Number of Unicode code points: what a person counts, more or less, and what limits are given in. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** No code point is shorter than one UTF-16 unit, so most texts need no counting. */
export function hasAtMostCodePoints(text: string, limit: number): boolean {
  return text.length <= limit || countCodePoints(text) <= limit;
}

/** UTF-8 bytes are what is stored and sent. No UTF-16 unit takes more than three of them, so most texts need no encoding. */
export function hasAtMostBytes(text: string, limit: number): boolean {
  return text.length * 3 <= limit || encoder.encode(text).length <= limit;
}

/** Without half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return (
    !/[\uD800-\uDFFF]/.test(text) ||
    !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
  );
}

const INVISIBLE_OR_CONTROL = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** The text as one clean line; see {@link lineOfText}. */
export function toLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(INVISIBLE_OR_CONTROL, "")
    .trim();
}
