import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chooseEnterSends, readEnterSends, subscribeToEnterSends } from "./enter-sends.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("sends unless it was chosen that it does not, and says when that changes", () => {
  const heard = vi.fn();
  const stop = subscribeToEnterSends(heard);
  expect(readEnterSends()).toBe(true);
  chooseEnterSends(false);
  expect(readEnterSends()).toBe(false);
  chooseEnterSends(true);
  expect(readEnterSends()).toBe(true);
  stop();
  chooseEnterSends(false);
  expect(heard).toHaveBeenCalledTimes(2);
});

it("sends where nothing can be kept", () => {
  vi.stubGlobal("localStorage", undefined);
  expect(() => chooseEnterSends(false)).not.toThrow();
  expect(readEnterSends()).toBe(true);
});
