import { describe, expect, it } from "vitest";
import { mayBeginAnew, wasEndedOnPurpose } from "./ended-session.ts";

describe("[A3] what a session takes with it", () => {
  it.each([
    ["signed_out", "not_signed_in", true],
    ["revoked", "not_signed_in", true],
    ["expired", "session_ended", false],
    ["expired", "not_signed_in", false],
    [null, "session_ended", true],
    [null, "not_signed_in", false],
  ] as const)("ended as %s, refused as %s: on purpose %s", (reason, code, expected) => {
    expect(wasEndedOnPurpose(reason, code)).toBe(expected);
  });
});

it("begins anew once, not again and again", () => {
  expect(mayBeginAnew(null, 1_000_000)).toBe(true);
  expect(mayBeginAnew(1_000_000, 1_002_000)).toBe(false);
  expect(mayBeginAnew(1_000_000, 1_100_000)).toBe(true);
});
