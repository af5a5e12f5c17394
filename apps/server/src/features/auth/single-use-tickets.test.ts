import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSingleUseTickets } from "./single-use-tickets.ts";

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("gives the value once", async () => {
  const tickets = createSingleUseTickets<string>({ lifetimeMs: MINUTE, capacity: 10 });
  const ticket = await tickets.issue("Ada", "browser");
  expect(ticket).toMatch(/^[\w-]{43}$/);
  expect(await tickets.redeem(ticket, "browser")).toBe("Ada");
  expect(await tickets.redeem(ticket, "browser")).toBeNull();
});

it.each(["another browser", "", null])("is good in its own browser only, and spent by %j", async (binding) => {
  const tickets = createSingleUseTickets<string>({ lifetimeMs: MINUTE, capacity: 10 });
  const ticket = await tickets.issue("Ada", "browser");
  expect(await tickets.redeem(ticket, binding)).toBeNull();
  expect(await tickets.redeem(ticket, "browser")).toBeNull();
});

it("expires", async () => {
  const tickets = createSingleUseTickets<string>({ lifetimeMs: MINUTE, capacity: 10 });
  const [early, late] = [await tickets.issue("early", "browser"), await tickets.issue("late", "browser")];
  vi.advanceTimersByTime(MINUTE - 1);
  expect(await tickets.redeem(early, "browser")).toBe("early");
  vi.advanceTimersByTime(1);
  expect(await tickets.redeem(late, "browser")).toBeNull();
});

it("keeps the newest when there are too many", async () => {
  const tickets = createSingleUseTickets<number>({ lifetimeMs: MINUTE, capacity: 3 });
  const issued: string[] = [];
  for (const value of [1, 2, 3, 4, 5]) issued.push(await tickets.issue(value, "browser"));
  expect(await Promise.all(issued.map((ticket) => tickets.redeem(ticket, "browser")))).toEqual([null, null, 3, 4, 5]);
});
