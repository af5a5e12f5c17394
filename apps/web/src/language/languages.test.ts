import { describe, expect, it } from "vitest";
import { bestLanguage, directionOf } from "./languages.ts";

describe("the language to begin with", () => {
  it("is the dearest that there is, whatever the region", () => {
    expect(bestLanguage(["fr-FR", "de-AT", "en"])).toBe("de");
    expect(bestLanguage(["ar-EG"])).toBe("ar");
  });

  it("is English when there is none", () => {
    expect(bestLanguage(["fr", "it"])).toBe("en");
    expect(bestLanguage([])).toBe("en");
  });

  it("runs from right to left in Arabic", () => {
    expect([directionOf("ar"), directionOf("de")]).toEqual(["rtl", "ltr"]);
  });
});
