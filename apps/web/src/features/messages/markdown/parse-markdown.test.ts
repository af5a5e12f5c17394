import { LIMITS } from "@oschat/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileTexts } from "../../../../../../tests/e2e/hostile-text.ts";
import samples from "../../../testing/markdown-samples.json";
import { writeTree } from "../../../testing/write-tree.ts";
import { hasMarkup } from "./has-markup.rules.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import type { Block, Inline } from "./tree.ts";

const SAFE = new Set(["http:", "https:", "mailto:"]);
const BRIEFLY_MS = 1_000;

/** Every address that can be followed. */
function addressesIn(blocks: readonly Block[]): string[] {
  const ofInlines = (inlines: readonly Inline[]): string[] =>
    inlines.flatMap((inline) => {
      if (!("children" in inline)) return [];
      return [...(inline.kind === "link" ? [inline.href] : []), ...ofInlines(inline.children)];
    });
  return blocks.flatMap((block) => {
    if (block.kind === "text") return ofInlines(block.children);
    if (block.kind === "quote") return addressesIn(block.children);
    return block.kind === "list" ? block.items.flatMap(addressesIn) : [];
  });
}

function expectSafe(text: string): void {
  for (const address of addressesIn(parseMarkdown(text))) {
    const { protocol, username } = new URL(address);
    expect([text, SAFE.has(protocol), username]).toEqual([text, true, ""]);
  }
}

describe("#57 formatted text", () => {
  it.each(samples)("%j", (typed = "", shown) => {
    expect(writeTree(parseMarkdown(typed))).toBe(shown);
  });

  it("never needs the parser where no sign is", () => {
    const missed = samples.filter(([typed = "", shown]) => !hasMarkup(typed) && typed !== shown);
    expect(missed).toEqual([]);
  });

  it("{G1, G2} of hostile people leads nowhere, runs nothing and loses nothing", () => {
    for (const text of hostileTexts()) {
      expectSafe(text);
      expectSafe(`**${text}**`);
      expectSafe(`[x](${text})`);
      expect(writeTree(parseMarkdown(text)).replace(/<pre.*|<\/?(strong|emphasis)>/g, "")).not.toBe("");
    }
  });

  it("{G2} links only to allowed protocols, whatever the text", () => {
    const sign = fc.constantFrom(
      "*",
      "_",
      "`",
      "[",
      "](",
      ")",
      "<",
      ">",
      "\n",
      "- ",
      "1. ",
      "~~",
      "\\",
      "javascript:",
      " ",
    );
    const address = fc.constantFrom("https://e.example", "data:text/html,x", "mailto:a@b.example", "//e.example", "!");
    fc.assert(
      fc.property(fc.array(fc.oneof(sign, address, fc.string({ maxLength: 5 })), { maxLength: 40 }), (pieces) =>
        expectSafe(pieces.join("")),
      ),
    );
  });

  it.each([
    "*",
    "_",
    "**a",
    "`",
    "[",
    "[a](",
    "> ",
    "- ",
    "  - ",
    "1. ",
    "~~",
    "```\n",
    "*a_",
    "|",
    "<",
    "![",
    "\\",
    "((",
    "a\n",
  ])("{F13} of any make is read at once: %j", (piece) => {
    const started = performance.now();
    parseMarkdown(piece.repeat(LIMITS.bodyCodePoints / piece.length));
    expect(performance.now() - started).toBeLessThan(BRIEFLY_MS);
  });
});
