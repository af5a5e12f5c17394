import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSingleUseTickets } from "./single-use-tickets.ts";

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("gives the value once", () => {
  const tickets = createSingleUseTickets<string>({ lifetimeMs: MINUTE, capacity: 10 });
  const ticket = tickets.issue("Ada", "browser");
  expect(ticket).toMatch(/^[\w-]{43}$/);
  expect(tickets.redeem(ticket, "browser")).toBe("Ada");
  expect(tickets.redeem(ticket, "browser")).toBeNull();
});

it.each(["another browser", "", null])("is good in its own browser only, and spent by %j", (binding) => {
  const tickets = createSingleUseTickets<string>({ lifetimeMs: MINUTE, capacity: 10 });
  const ticket = tickets.issue("Ada", "browser");
  expect(tickets.redeem(ticket, binding)).toBeNull();
  expect(tickets.redeem(ticket, "browser")).toBeNull();
});

it("expires", () => {
  const tickets = createSingleUseTickets<string>({ lifetimeMs: MINUTE, capacity: 10 });
  const [early, late] = [tickets.issue("early", "browser"), tickets.issue("late", "browser")];
  vi.advanceTimersByTime(MINUTE - 1);
  expect(tickets.redeem(early, "browser")).toBe("early");
  vi.advanceTimersByTime(1);
  expect(tickets.redeem(late, "browser")).toBeNull();
});

it("keeps the newest when there are too many", () => {
  const tickets = createSingleUseTickets<number>({ lifetimeMs: MINUTE, capacity: 3 });
  const issued = [1, 2, 3, 4, 5].map((value) => tickets.issue(value, "browser"));
  expect(issued.map((ticket) => tickets.redeem(ticket, "browser"))).toEqual([null, null, 3, 4, 5]);
});
