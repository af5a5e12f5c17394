import { describe, expect, it } from "vitest";
import { initialsOf } from "../../ui/initials.ts";
import { isEmojiOnly } from "./emoji-only.ts";
import { findLinks } from "./find-links.ts";

const LENGTH = 100_000;
const fill = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length));
const PIECES = [
  "http://",
  "https://a",
  "mailto:",
  "mailto:a@",
  "(",
  ")",
  "http://a(",
  "http://a)",
  ".",
  "http://a.",
  "\u{1f600}",
  "\u{1f600}\u200d",
  "1\ufe0f",
  "\u{1f1f3}",
  " ",
  "a",
  "http://[",
  "http://%",
  "@",
  "\u200d",
];

/** Texts are far shorter; what grows with the square of that takes seconds. */
const BRIEFLY_MS = 1_000;

describe("{F13} text of any make is read at once", () => {
  const readers: [string, (text: string) => unknown][] = [
    ["for links", findLinks],
    ["for emoji", isEmojiOnly],
    ["for initials", initialsOf],
  ];

  it.each(readers)("%s", (_, read) => {
    for (const piece of PIECES) {
      const started = performance.now();
      read(fill(piece));
      expect([piece, performance.now() - started < BRIEFLY_MS]).toEqual([piece, true]);
    }
  });
});
