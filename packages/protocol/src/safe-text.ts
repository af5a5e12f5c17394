/**
 * Text that is safe to store and to show: well-formed Unicode, no NUL, within limits counted in code points and bytes.
 * Used by every schema that accepts words from a person.
 */
import "./in-browsers.ts";
import { z } from "zod";
import { hasAtMostCodePoints, isWellFormed, toLine } from "./text.ts";

/** A string PostgreSQL and every client store the same way: no NUL character, no half of a surrogate pair. */
export const storableText = z
  .string()
  .refine((text) => !text.includes("\0"), "must not contain the NUL character")
  .refine(isWellFormed, "must be well-formed Unicode (it contains half of a surrogate pair)");

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
