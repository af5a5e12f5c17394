import { ConnectionLost } from "@oschat/client";
import { Refusal } from "@oschat/protocol";
import { afterEach, expect, test } from "vitest";
import { ENGLISH } from "../language/english.ts";
import { GERMAN } from "../language/german.ts";
import { speak, text } from "../language/text.ts";
import { sentenceFor } from "./error-sentence.ts";

afterEach(() => speak("en", ENGLISH));

const REFUSAL = new Refusal("not_allowed", { message: "The server's words.", fields: { title: "is too long" } });

test.each(["en", "en-GB", "en-US-u-hc-h23"])("in %s the server's own words are shown", (tag) => {
  speak(tag, ENGLISH);
  expect(sentenceFor(REFUSAL)).toBe("The server's words.");
  expect(sentenceFor(REFUSAL, "title")).toContain("is too long");
});

test("in another language what the code means is said", () => {
  speak("de-AT", GERMAN);
  expect(sentenceFor(REFUSAL)).not.toContain("server");
  expect(sentenceFor(REFUSAL)).toBe(sentenceFor(REFUSAL, "title"));
});

test("#136 which fields of a request were wrong is not said where nobody filled them in", () => {
  const details = {
    message: "Not valid. code: expected string to have >=16 characters",
    fields: { code: "too small" },
  };
  expect(sentenceFor(new Refusal("invalid_request", details))).toBe(text("errors.invalid_request"));
});

test("what is no refusal says what to do all the same", () => {
  expect(sentenceFor(new ConnectionLost())).not.toBe(sentenceFor(new Error("inner words")));
  expect(sentenceFor(new Error("inner words"))).not.toContain("inner");
});
