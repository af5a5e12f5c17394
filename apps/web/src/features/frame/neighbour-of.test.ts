import { expect, it } from "vitest";
import { neighbourOf } from "./neighbour-of.ts";

const ids = ["a", "b", "c"];
const isWanted = () => true;

it("goes to the row above and below, and stops at both ends", () => {
  expect(neighbourOf("b", { ids, step: 1, isWanted })).toBe("c");
  expect(neighbourOf("b", { ids, step: -1, isWanted })).toBe("a");
  expect(neighbourOf("c", { ids, step: 1, isWanted })).toBeNull();
  expect(neighbourOf("a", { ids, step: -1, isWanted })).toBeNull();
});

it("begins at the top when nothing is open", () => {
  expect(neighbourOf(null, { ids, step: 1, isWanted })).toBe("a");
  expect(neighbourOf(null, { ids, step: -1, isWanted })).toBeNull();
});

it("passes over those that are not wanted", () => {
  expect(neighbourOf("a", { ids, step: 1, isWanted: (id) => id === "c" })).toBe("c");
  expect(neighbourOf("b", { ids, step: 1, isWanted: () => false })).toBeNull();
});
