import { expect, it } from "vitest";
import { ariaKeys, isPressed, type KeyPress, keyNames } from "./chords.ts";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

it("means Cmd on Apple's keyboards and Ctrl on others", () => {
  expect(isPressed("Mod+K", press("k", { ctrlKey: true }), false)).toBe(true);
  expect(isPressed("Mod+K", press("k", { metaKey: true }), true)).toBe(true);
  expect(isPressed("Mod+K", press("k", { ctrlKey: true }), true)).toBe(false);
  expect(isPressed("Ctrl+F6", press("F6", { ctrlKey: true }), true)).toBe(true);
});

it("wants exactly the keys that are named", () => {
  expect(isPressed("Mod+K", press("k"), false)).toBe(false);
  expect(isPressed("Mod+K", press("K", { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  expect(isPressed("Alt+Shift+ArrowUp", press("ArrowUp", { altKey: true, shiftKey: true }), false)).toBe(true);
  expect(isPressed("Alt+ArrowUp", press("ArrowUp", { altKey: true, shiftKey: true }), false)).toBe(false);
});

it("knows a sign by what is typed, wherever the keyboard has it", () => {
  expect(isPressed("?", press("?", { shiftKey: true }), false)).toBe(true);
  expect(isPressed("?", press("?"), false)).toBe(true);
  expect(isPressed("Mod+/", press("/", { ctrlKey: true, shiftKey: true }), false)).toBe(true);
});

it("knows letters and digits by their place where the keyboard types others", () => {
  expect(isPressed("Mod+K", press("л", { ctrlKey: true, code: "KeyK" }), false)).toBe(true);
  expect(isPressed("Mod+1", press("&", { ctrlKey: true, code: "Digit1" }), false)).toBe(true);
  // On a Dvorak keyboard the place of V types K.
  expect(isPressed("Mod+V", press("k", { ctrlKey: true, code: "KeyV" }), false)).toBe(false);
});

it("names keys as they are printed", () => {
  expect(keyNames("Mod+Shift+X", false)).toEqual(["Ctrl", "Shift", "X"]);
  expect(keyNames("Mod+Shift+X", true)).toEqual(["⌘", "⇧", "X"]);
  expect(ariaKeys("Mod+K", false)).toBe("Control+K");
});
