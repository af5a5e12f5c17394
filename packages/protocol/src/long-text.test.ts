import { describe, expect, it } from "vitest";
import { MessageBody } from "./messages.ts";
import { toLine } from "./text.ts";
import { DisplayName, Email } from "./users.ts";

const LENGTH = 60_000;
const fill = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length));
const LONG = [
  "a",
  " ",
  "\t\n",
  "a@",
  "@",
  "\u200b",
  "\u0301",
  "e\u0301",
  "\ud800",
  "\u{1f600}",
  "a ",
  "\0",
  "\u202e ",
].map(fill);

/** A frame holds no more than 64 kB; what grows with the square of that takes seconds. */
const BRIEFLY_MS = 500;

describe("{F13} the longest text that arrives is judged at once", () => {
  const judges: [string, (text: string) => unknown][] = [
    ["a message", (text) => MessageBody.safeParse(text)],
    ["a name", (text) => DisplayName.safeParse(text)],
    ["a line", (text) => toLine(text)],
    ["an address", (text) => Email.safeParse(text)],
    ["an address with an end", (text) => Email.safeParse(`${text}@`)],
  ];

  it.each(judges)("as %s", (_, judge) => {
    for (const text of LONG) {
      const started = performance.now();
      judge(`x${text}x`);
      expect([text.slice(0, 4), performance.now() - started < BRIEFLY_MS]).toEqual([text.slice(0, 4), true]);
    }
  });
});
