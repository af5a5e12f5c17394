import { expect, it } from "vitest";
import { findRanges } from "./find-ranges.ts";

const found = (text: string, words: string) => findRanges(text, words).map(({ start, end }) => text.slice(start, end));

it("#24 finds every word wherever it stands, whatever its case", () => {
  expect(found("An apple and an APPLE pie", "apple pie")).toEqual(["apple", "APPLE", "pie"]);
  expect(found("nothing of it", "apple")).toEqual([]);
  expect(found("anything", "  ")).toEqual([]);
});

it("#24 keeps to the text's own places where folding changes its length", () => {
  expect(found("Sí, José está aquí", "jose aqui")).toEqual(["José", "aquí"]);
  expect(found("👩‍🔬 ﬁnd me", "find")).toEqual(["ﬁnd"]);
});
