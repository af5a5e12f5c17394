import { expect, it } from "vitest";
import type { NamedEmoji } from "./load-emoji.ts";
import { matchEmoji } from "./match-emoji.ts";

function named(emoji: string, codes: string[], label: string, tags: string[] = []): NamedEmoji {
  return { emoji, codes, label, tags, group: 0, version: 1, skins: null };
}

const all = [
  named("😀", ["grinning"], "grinning face", ["smile"]),
  named("😄", ["smile"], "grinning face with smiling eyes"),
  named("😃", ["smiley"], "big eyes"),
  named("😺", ["cat"], "smiling cat"),
];

it("ranks a whole code before its beginning, names and other words", () => {
  expect(matchEmoji("smile", all).map(({ emoji }) => emoji)).toEqual(["😄", "😃", "😀"]);
  expect(matchEmoji("SMI", all).map(({ emoji }) => emoji)).toEqual(["😄", "😃", "😺", "😀"]);
  expect(matchEmoji("xyz", all)).toEqual([]);
});
