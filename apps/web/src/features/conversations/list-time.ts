/** The time in a row of the list: as short as it can be and still be understood. */
import { spokenLanguage } from "../../language/index.ts";

/** `at` and `now` in milliseconds since the epoch. Today: the time; this week: the weekday; else the date. */
export function listTime(at: number, now: number, locale = spokenLanguage()): string {
  const date = new Date(at);
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days <= 0) return date.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
  if (days < 7) return date.toLocaleDateString(locale, { weekday: "short" });
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  if (isThisYear) return date.toLocaleDateString(locale, { day: "numeric", month: "short" });
  return date.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
