/** The time in a row of the list: as short as it can be and still be understood. */
import { formatMoment, spokenLanguage } from "../../language/index.ts";

const CLOCK = { hour: "numeric", minute: "2-digit" } as const;
const WEEKDAY = { weekday: "short" } as const;
const DATE = { day: "numeric", month: "short" } as const;
const DATE_AND_YEAR = { ...DATE, year: "numeric" } as const;

/** `at` and `now` in milliseconds since the epoch. Today: the time; this week: the weekday; else the date. */
export function listTime(at: number, now: number, locale = spokenLanguage()): string {
  return formatMoment(at, formOf(at, now), locale);
}

function formOf(at: number, now: number): Intl.DateTimeFormatOptions {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days <= 0) return CLOCK;
  if (days < 7) return WEEKDAY;
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? DATE : DATE_AND_YEAR;
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
