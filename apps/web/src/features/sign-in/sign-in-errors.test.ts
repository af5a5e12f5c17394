import { ERRORS } from "@oschat/protocol";
import { afterEach, expect, it } from "vitest";
import { ENGLISH } from "../../language/english.ts";
import { GERMAN } from "../../language/german.ts";
import { speak, text } from "../../language/text.ts";
import { sentenceForCode } from "./sign-in-errors.ts";

afterEach(() => speak("en", ENGLISH));

it.each(Object.keys(ERRORS))("[E1] says a sentence for %s", (code) => {
  expect(sentenceForCode(code)).toMatch(/^\p{Lu}.*\.$/u);
});

it("says nothing without a code, and the general sentence for an unknown one", () => {
  expect(sentenceForCode(null)).toBeNull();
  expect(sentenceForCode("constructor")).toBe(text("signIn.didNotComplete"));
});

it.each(Object.keys(ERRORS))("#137 says it for %s in the reader's language", (code) => {
  const inEnglish = sentenceForCode(code);
  speak("de", GERMAN);
  expect(sentenceForCode(code)).not.toBe(inEnglish);
});
