import { expect, it } from "vitest";
import { listTime } from "./list-time.ts";

const now = new Date(2026, 2, 18, 14, 30).getTime();
const shown = (...date: [number, number, number, number]) => listTime(new Date(...date).getTime(), now, "en-GB");

it("shows the time today, the weekday this week, and else the date", () => {
  expect(shown(2026, 2, 18, 9)).toBe("9:00");
  expect(shown(2026, 2, 17, 23)).toBe("Tue");
  expect(shown(2026, 2, 12, 1)).toBe("Thu");
  expect(shown(2026, 2, 11, 23)).toBe("11 Mar");
  expect(shown(2025, 11, 31, 23)).toBe("31 Dec 2025");
});

it("takes a clock that is a little behind for today", () => {
  expect(shown(2026, 2, 19, 0)).toBe("0:00");
});
