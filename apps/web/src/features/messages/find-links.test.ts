import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLinks } from "./find-links.ts";

function links(text: string): string[] {
  return findLinks(text).flatMap((segment) => (segment.kind === "link" ? [segment.text] : []));
}

describe("findLinks", () => {
  it("finds web and mail addresses between words", () => {
    expect(links("see https://example.org/a?b=1#c and mailto:ada@example.org now")).toEqual([
      "https://example.org/a?b=1#c",
      "mailto:ada@example.org",
    ]);
  });

  it.each([
    ["Read https://example.org/a.", "https://example.org/a"],
    ["(https://example.org/a)", "https://example.org/a"],
    ["https://example.org/a_(b)", "https://example.org/a_(b)"],
    ["(see https://example.org/a_(b)).", "https://example.org/a_(b)"],
    ["“https://example.org”!", "https://example.org"],
    ["<https://example.org>", "https://example.org"],
  ])("leaves the sentence's punctuation out: %s", (text, link) => {
    expect(links(text)).toEqual([link]);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "JaVaScRiPt://example.org/%0aalert(1)",
    "file:///etc/passwd",
    "ftp://example.org",
    "https://",
    "http://[",
    "mailto:",
    "mailto:nobody",
    "https://bank.example@evil.example/",
    "xhttps://example.org",
  ])("makes no link of %s", (text) => {
    expect(links(text)).toEqual([]);
  });

  it("{F5, G2} ends an address before a character that turns direction or cannot be seen", () => {
    expect(links("https://example.org/\u202Egpj.exe")).toEqual(["https://example.org/"]);
    expect(links("https://example.org/a\u200Bb")).toEqual(["https://example.org/a"]);
  });

  it("{G2} loses no character and links only to allowed protocols, whatever the text", () => {
    const piece = fc.constantFrom(
      "https://",
      "http://",
      "mailto:",
      "a@b.c",
      "javascript:",
      "(",
      ")",
      ".",
      " ",
      "\n",
      "x",
      "é",
      "🎉",
      '"',
      "<",
      "[",
      "]",
      "@",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const segments = findLinks(text);
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        for (const segment of segments) {
          if (segment.kind === "link") expect(["http:", "https:", "mailto:"]).toContain(new URL(segment.href).protocol);
        }
      }),
    );
  });
});
