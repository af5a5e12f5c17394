import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inTime } from "./in-time.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("work that is waited for", () => {
  it("gives its result, or its failure, and leaves no timer", async () => {
    await expect(inTime(Promise.resolve("done"), "unavailable")).resolves.toBe("done");
    await expect(inTime(Promise.reject(new Error("no")), "unavailable")).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is given up on when it hangs, and may fail later unheard", async () => {
    let fail = (_error: Error) => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const answer = expect(inTime(work, "outcome_unknown")).rejects.toMatchObject({ code: "outcome_unknown" });
    await vi.advanceTimersByTimeAsync(2_500);
    await answer;
    fail(new Error("too late to matter"));
    await vi.advanceTimersByTimeAsync(0);
  });
});
