import { expect, it } from "vitest";
import { HUES, hueOf, initialsOf } from "./initials.ts";

it("takes whole graphemes of the first and the last word", () => {
  expect(initialsOf("Ada Lovelace")).toBe("AL");
  expect(initialsOf("ada king lovelace")).toBe("AL");
  expect(initialsOf("e\u0301lodie")).toBe("E\u0301");
  expect(initialsOf("李小龙")).toBe("李");
  expect(initialsOf("👩‍👩‍👧 Family")).toBe("👩‍👩‍👧F");
  expect(initialsOf("Ben (work)")).toBe("BW");
  expect(initialsOf("…")).toBe("?");
});

it("gives the same id the same hue, and different ones all twelve", () => {
  expect(hueOf("01a208e9")).toBe(hueOf("01a208e9"));
  const hues = new Set(Array.from({ length: 500 }, (_, index) => hueOf(`user-${index}`)));
  expect(hues.size).toBe(HUES);
});
