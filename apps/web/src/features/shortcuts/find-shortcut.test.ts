import { expect, it } from "vitest";
import { findShortcut } from "./find-shortcut.ts";
import { SHORTCUT_IDS, shortcut } from "./shortcut-table.ts";

const question = { key: "?", code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: true };
const here = { place: "everywhere", onApple: false, isInText: false, isOverDialog: false } as const;

it("lets keys type what they type where text is written", () => {
  expect(findShortcut(question, here)?.id).toBe("showShortcuts");
  expect(findShortcut(question, { ...here, isInText: true })).toBeNull();
});

it("keeps what lies behind a dialog still", () => {
  const down = { ...question, key: "ArrowDown", altKey: true, shiftKey: false };
  expect(findShortcut(down, here)?.id).toBe("nextConversation");
  expect(findShortcut(down, { ...here, isOverDialog: true })).toBeNull();
});

it("says which of the chords it was", () => {
  const third = { ...question, key: "3", code: "Digit3", ctrlKey: true, shiftKey: false };
  expect(findShortcut(third, here)).toEqual({ id: "nthConversation", nth: 2 });
});

it("has no chord twice in one place", () => {
  for (const place of ["everywhere", "writing"] as const) {
    const chords = SHORTCUT_IDS.map(shortcut)
      .filter((one) => one.place === place)
      .flatMap(({ keys, keysOutsideText = [] }) => [...keys, ...keysOutsideText]);
    expect(new Set(chords).size).toBe(chords.length);
  }
});
