import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { attempt } from "./attempt.ts";

const warn = vi.spyOn(console, "warn").mockImplementation(() => {});

beforeEach(() => {
  vi.useFakeTimers();
  warn.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

it("waits for the step", async () => {
  const done = vi.fn();
  await attempt(async () => done());
  expect(done).toHaveBeenCalledOnce();
  expect(warn).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ["rejects", () => Promise.reject(new Error("broken"))],
  [
    "throws",
    () => {
      throw new Error("broken");
    },
  ],
])("goes on, and says so, when the step %s", async (_, step) => {
  await attempt(step);
  expect(warn).toHaveBeenCalledOnce();
});

it("goes on when the step hangs", async () => {
  const attempted = attempt(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(3_000);
  await attempted;
  expect(warn).toHaveBeenCalledOnce();
});
