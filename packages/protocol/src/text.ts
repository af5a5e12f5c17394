/**
 * Text that is safe to store and to show: well-formed Unicode, no NUL, within limits counted in code points and bytes.
 * Used by every schema that accepts words from a person.
 */
import { z } from "zod";

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

function isWellFormed(text: string): boolean {
  return (
    !/[\uD800-\uDFFF]/.test(text) ||
    !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
  );
}

/** A string PostgreSQL and every client store the same way: no NUL character, no half of a surrogate pair. */
export const storableText = z
  .string()
  .refine((text) => !text.includes("\0"), "must not contain the NUL character")
  .refine(isWellFormed, "must be well-formed Unicode (it contains half of a surrogate pair)");

const INVISIBLE_OR_CONTROL = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/**
 * One line of plain text for names and titles: NFC, without control, invisible and direction-changing characters,
 * white space collapsed, 1 to `maxCodePoints` code points.
 */
export function lineOfText(maxCodePoints: number) {
  return storableText
    .max(maxCodePoints * 4, `must have at most ${maxCodePoints} characters`)
    .overwrite(toLine)
    .refine((text) => text.length > 0, "must not be empty")
    .refine((text) => hasAtMostCodePoints(text, maxCodePoints), `must have at most ${maxCodePoints} characters`);
}

/** The text as one clean line; see {@link lineOfText}. */
export function toLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(INVISIBLE_OR_CONTROL, "")
    .trim();
}
