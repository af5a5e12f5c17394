import { describe, expect, it } from "vitest";
import { isDatabaseFailure } from "./failures.ts";

const withCode = (code: string) => Object.assign(new Error("from the database"), { code });

describe("a failure of the database", () => {
  it.each([
    ["disk full", "53100"],
    ["out of memory", "53200"],
    ["too many connections", "53300"],
    ["shutting down", "57P01"],
    ["starting up", "57P03"],
    ["lock not available", "55P03"],
    ["statement time-out", "57014"],
    ["disk error", "58030"],
    ["connection lost", "08006"],
    ["connection refused", "ECONNREFUSED"],
  ])("is %s", (_, code) => {
    expect(isDatabaseFailure(withCode(code))).toBe(true);
  });

  it.each([
    ["a wrong statement", "42601"],
    ["a violated constraint", "23505"],
  ])("is not %s", (_, code) => {
    expect(isDatabaseFailure(withCode(code))).toBe(false);
  });
});
