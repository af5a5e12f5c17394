import { describe, expect, it } from "vitest";
import { toIsoTime } from "./message-columns.ts";

describe("a time of the database on the wire", () => {
  it.each([
    ["2026-11-23 17:24:30.123456", "2026-11-23T17:24:30.123Z"],
    ["2026-11-23 17:24:30.999999", "2026-11-23T17:24:30.999Z"],
    ["2026-11-23 17:24:30.12", "2026-11-23T17:24:30.120Z"],
    ["2026-11-23 17:24:30.0001", "2026-11-23T17:24:30.000Z"],
    ["2026-11-23 17:24:30", "2026-11-23T17:24:30.000Z"],
  ])("has milliseconds, with what is finer cut off: %s", (text, time) => {
    expect(toIsoTime(text)).toBe(time);
    expect(new Date(time).toISOString()).toBe(time);
  });
});
