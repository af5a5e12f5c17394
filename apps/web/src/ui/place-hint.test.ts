import { expect, it } from "vitest";
import { placeHint } from "./place-hint.ts";

const WINDOW = { width: 400, height: 300 };
const HINT = { width: 100, height: 20 };

it("stands above the middle of its target", () => {
  expect(placeHint({ left: 180, top: 100, width: 40, height: 40 }, HINT, WINDOW)).toEqual({ left: 150, top: 74 });
});

it("stands below where there is no room above", () => {
  expect(placeHint({ left: 180, top: 10, width: 40, height: 40 }, HINT, WINDOW).top).toBe(56);
});

it("stays inside the window at both sides", () => {
  expect(placeHint({ left: 0, top: 100, width: 40, height: 40 }, HINT, WINDOW).left).toBe(4);
  expect(placeHint({ left: 360, top: 100, width: 40, height: 40 }, HINT, WINDOW).left).toBe(296);
});
