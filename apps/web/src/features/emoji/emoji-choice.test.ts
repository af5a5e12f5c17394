import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readEmojiChoice, rememberEmoji, rememberTone } from "./emoji-choice.ts";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("keeps the newest first, each once, and the tone", () => {
  for (const emoji of ["👍", "🎉", "👍"]) rememberEmoji(emoji);
  rememberTone("medium");
  expect(readEmojiChoice()).toEqual({ recent: ["👍", "🎉"], tone: "medium" });
});

it("begins anew where something else was kept", () => {
  kept.set("oschat.emoji", '{"recent":[1,"👍"],"tone":"blue"}');
  expect(readEmojiChoice()).toEqual({ recent: ["👍"], tone: "none" });
  kept.set("oschat.emoji", "no JSON");
  expect(readEmojiChoice()).toEqual({ recent: [], tone: "none" });
});
