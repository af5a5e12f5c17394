import { describe, expect, it } from "vitest";
import { hasPrepended } from "./prepended-rows.ts";
import type { TimelineRow } from "./timeline-rows.ts";

function rows(...keys: string[]): TimelineRow[] {
  return keys.map((key): TimelineRow => {
    if (key === "start") return { kind: "start", key };
    if (key.startsWith("day")) return { kind: "day", key, at: 0 };
    return { kind: "message", key, at: 0, authorId: "ada", isContinued: false, source: NEVER_READ };
  });
}

const NEVER_READ = {
  clientMsgId: "x",
  conversationId: "c",
  body: "",
  status: "queued",
  queuedAt: 0,
  retryAt: null,
  seq: null,
  rev: null,
  error: null,
} as const;

describe("hasPrepended", () => {
  it("sees an older page, within the same day or not, and the start of the conversation", () => {
    expect(hasPrepended(rows("day", "3", "4"), rows("day", "1", "2", "3", "4"))).toBe(true);
    expect(hasPrepended(rows("day2", "3", "4"), rows("day1", "1", "day2", "3", "4"))).toBe(true);
    expect(hasPrepended(rows("day", "1"), rows("start", "day", "1"))).toBe(true);
  });

  it("does not take growth at the end, or another conversation state, for it", () => {
    expect(hasPrepended(rows("day", "1"), rows("day", "1", "2"))).toBe(false);
    expect(hasPrepended(rows("day", "1"), rows("day", "8", "9"))).toBe(false);
    expect(hasPrepended(rows(), rows("day", "1"))).toBe(false);
    expect(hasPrepended(rows("day", "1", "2"), rows("day", "1", "2"))).toBe(false);
  });
});
