import { ConnectionLost } from "@oschat/client";
import { Refusal } from "@oschat/protocol";
import { afterEach, expect, test } from "vitest";
import { ENGLISH } from "../language/english.ts";
import { GERMAN } from "../language/german.ts";
import { speak } from "../language/text.ts";
import { sentenceFor } from "./error-sentence.ts";

afterEach(() => speak("en", ENGLISH));

const REFUSAL = new Refusal("invalid_request", { message: "The server's words.", fields: { title: "is too long" } });

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

test("what is no refusal says what to do all the same", () => {
  expect(sentenceFor(new ConnectionLost())).not.toBe(sentenceFor(new Error("inner words")));
  expect(sentenceFor(new Error("inner words"))).not.toContain("inner");
});
