import { expect, it } from "vitest";
import { AVATAR_HUES, colourOf, initialsOf } from "./initials.ts";

it("takes whole graphemes of the first and the last word", () => {
  expect(initialsOf("Ada Lovelace")).toBe("AL");
  expect(initialsOf("ada king lovelace")).toBe("AL");
  expect(initialsOf("e\u0301lodie")).toBe("E\u0301");
  expect(initialsOf("李小龙")).toBe("李");
  expect(initialsOf("👩‍👩‍👧 Family")).toBe("👩‍👩‍👧F");
  expect(initialsOf("Ben (work)")).toBe("BW");
  expect(initialsOf("🇩🇪 Team")).toBe("🇩🇪T");
  expect(initialsOf("ليلى حداد")).toBe("لح");
  expect(initialsOf("…")).toBe("?");
});

it("gives the same id the same colour, and different ones all there are", () => {
  expect(colourOf("01a208e9")).toEqual(colourOf("01a208e9"));
  const colours = Array.from({ length: 2_000 }, (_, index) => colourOf(`user-${index}`));
  expect(new Set(colours.map(({ tone, hue }) => `${tone} ${hue}`)).size).toBe(2 * AVATAR_HUES);
});
