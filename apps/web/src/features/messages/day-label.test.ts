import { describe, expect, it } from "vitest";
import { dayKey, dayLabel, untilMidnight } from "./day-label.ts";

const now = new Date(2026, 2, 1, 0, 30).getTime();
const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 23, 59).getTime();

describe("dayLabel", () => {
  it("says today and yesterday by calendar day, across the end of a month", () => {
    expect(dayLabel(at(2026, 3, 1), now, "en")).toBe("Today");
    expect(dayLabel(at(2026, 2, 28), now, "en")).toBe("Yesterday");
  });

  it("names weekday and date before that, the year only when it is another one", () => {
    expect(dayLabel(at(2026, 2, 27), now, "en-GB")).toBe("Friday 27 February");
    expect(dayLabel(at(2025, 12, 31), now, "en-GB")).toBe("Wednesday, 31 December 2025");
  });

  it("speaks the person's language", () => {
    expect(dayLabel(at(2026, 2, 28), now, "de")).toBe("Gestern");
  });
});

describe("dayKey", () => {
  it("differs exactly between calendar days", () => {
    expect(dayKey(new Date(2026, 0, 12, 0, 0).getTime())).toBe(dayKey(new Date(2026, 0, 12, 23, 59, 59).getTime()));
    expect(dayKey(new Date(2026, 0, 12).getTime())).not.toBe(dayKey(new Date(2026, 10, 2).getTime()));
  });
});

describe("untilMidnight", () => {
  it("ends on the next local day", () => {
    expect(dayKey(now + untilMidnight(now))).toBe(dayKey(at(2026, 3, 2)));
    expect(dayKey(now + untilMidnight(now) - 1)).toBe(dayKey(now));
  });
});
