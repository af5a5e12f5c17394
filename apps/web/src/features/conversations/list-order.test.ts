import { expect, it } from "vitest";
import { keepOrder } from "./use-conversation-order.ts";
import { nextIndex } from "./use-roving-rows.ts";

it("holds the rows still under the pointer: new ones come on top, gone ones go", () => {
  expect(keepOrder(["a", "b", "c"], ["c", "new", "a"])).toEqual(["new", "a", "c"]);
});

it("moves by the arrow keys, Home and End, and stops at both ends", () => {
  expect(nextIndex("ArrowDown", 1, 3)).toBe(2);
  expect(nextIndex("ArrowDown", 2, 3)).toBe(2);
  expect(nextIndex("ArrowUp", 0, 3)).toBe(0);
  expect(nextIndex("Home", 2, 3)).toBe(0);
  expect(nextIndex("End", 0, 3)).toBe(2);
  expect(nextIndex("Tab", 0, 3)).toBeNull();
});
