import { ERRORS } from "@oschat/protocol";
import { expect, it } from "vitest";
import { sentenceForCode } from "./sign-in-errors.ts";

it.each(Object.keys(ERRORS))("[E1] says a sentence for %s", (code) => {
  expect(sentenceForCode(code)).toMatch(/^\p{Lu}.*\.$/u);
});

it("says nothing without a code, and the general sentence for an unknown one", () => {
  expect(sentenceForCode(null)).toBeNull();
  expect(sentenceForCode("constructor")).toBe(ERRORS.sign_in_failed.remedy);
});
