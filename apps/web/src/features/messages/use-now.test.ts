import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dayKey } from "./day-label.ts";
import { momentOfToday, subscribeToDay } from "./use-now.ts";

const evening = new Date(2026, 2, 18, 23, 30);
const nextMorning = new Date(2026, 2, 19, 8, 0);

let unsubscribe = () => {};

beforeEach(() => {
  vi.useFakeTimers({ now: evening });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", new EventTarget());
});
afterEach(() => {
  unsubscribe();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("tells the new day at midnight", () => {
  const listener = vi.fn();
  unsubscribe = subscribeToDay(listener);
  expect(dayKey(momentOfToday())).toBe(dayKey(evening.getTime()));
  vi.advanceTimersByTime(31 * 60_000);
  expect(listener).toHaveBeenCalledOnce();
  expect(dayKey(momentOfToday())).toBe(dayKey(nextMorning.getTime()));
});

it.each(["visibilitychange", "focus"])("tells the new day to a device that slept through midnight, at %s", (event) => {
  const listener = vi.fn();
  unsubscribe = subscribeToDay(listener);
  vi.setSystemTime(nextMorning);
  (event === "focus" ? window : document).dispatchEvent(new Event(event));
  expect(listener).toHaveBeenCalledOnce();
  expect(dayKey(momentOfToday())).toBe(dayKey(nextMorning.getTime()));
});

it("changes nothing within a day", () => {
  const listener = vi.fn();
  unsubscribe = subscribeToDay(listener);
  const before = momentOfToday();
  vi.setSystemTime(evening.getTime() + 60_000);
  window.dispatchEvent(new Event("focus"));
  expect(listener).not.toHaveBeenCalled();
  expect(momentOfToday()).toBe(before);
});
