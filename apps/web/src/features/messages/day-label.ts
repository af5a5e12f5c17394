/** Days and times as a person reads them: the device's time zone, the language that is spoken. */
import { formatMoment, spokenLanguage } from "../../language/index.ts";

const CLOCK = { hour: "numeric", minute: "2-digit" } as const;
const FULL = { dateStyle: "full", timeStyle: "long" } as const;
const DATE = { dateStyle: "long" } as const;
const SHORT = { dateStyle: "short", timeStyle: "short" } as const;
const DAY = { weekday: "long", day: "numeric", month: "long" } as const;
const DAY_AND_YEAR = { ...DAY, year: "numeric" } as const;

/** Names the local calendar day of a moment; equal for moments of the same day. */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** "Today", "Yesterday", else weekday and date, with the year when it is another one. */
export function dayLabel(at: number, now: number, locale: string = spokenLanguage()): string {
  const today = new Date(now);
  if (dayKey(at) === dayKey(now)) return relativeDay(0, locale);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayKey(at) === dayKey(yesterday.getTime())) return relativeDay(-1, locale);
  const isThisYear = new Date(at).getFullYear() === today.getFullYear();
  return formatMoment(at, isThisYear ? DAY : DAY_AND_YEAR, locale);
}

/** The hour and minute, for beside a message. */
export function timeLabel(at: number): string {
  return formatMoment(at, CLOCK);
}

/** The day by its date alone. */
export function dateLabel(at: number): string {
  return formatMoment(at, DATE);
}

/** As short as it can be and still name the day. */
export function shortMomentLabel(at: number): string {
  return formatMoment(at, SHORT);
}

/** Everything, with the time zone, for tooltips and screen readers. */
export function fullTimeLabel(at: number): string {
  return formatMoment(at, FULL);
}

/** Milliseconds from `now` until the local day changes. */
export function untilMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}

function relativeDay(days: 0 | -1, locale: string): string {
  const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}
