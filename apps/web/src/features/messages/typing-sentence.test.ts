import { describe, expect, it } from "vitest";
import { typingSentence } from "./typing-sentence.ts";

describe("typingSentence", () => {
  it.each<[string[], string | null]>([
    [[], null],
    [["Ada"], "Ada is typing"],
    [["Ada", "Bob"], "Ada and Bob are typing"],
    [["Ada", "Bob", "Eve"], "Several people are typing"],
  ])("[P1] names one or two: %j", (names, sentence) => {
    expect(typingSentence(names)).toBe(sentence);
  });
});
