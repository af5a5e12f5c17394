import { describe, expect, it } from "vitest";
import { isEmojiOnly } from "./emoji-only.ts";

describe("isEmojiOnly", () => {
  it.each(["🎉", "👍🏽", "❤️", "👩‍👩‍👧‍👦", "🇳🇴", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "☝🏽", "🎉 🎉\n🎉", "👩🏽‍💻"])("is true for %s", (text) => {
    expect(isEmojiOnly(text)).toBe(true);
  });

  it.each(["", " ", "1", "#", "©", "ok 🎉", "🎉!", "🎉".repeat(13), "a"])("is false for %j", (text) => {
    expect(isEmojiOnly(text)).toBe(false);
  });

  it("answers at once for a long text", () => {
    const started = performance.now();
    expect(isEmojiOnly(`${"👩‍".repeat(2_000)}x`)).toBe(false);
    expect(isEmojiOnly(`${"👩‍".repeat(99)}x`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
