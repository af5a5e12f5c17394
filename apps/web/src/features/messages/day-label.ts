/** Days and times as a person reads them: the device's time zone, the language that is spoken. */
import { spokenLanguage } from "../../language/index.ts";

const CLOCK = { hour: "numeric", minute: "2-digit" } as const;
const FULL = { dateStyle: "full", timeStyle: "long" } as const;
const DATE = { dateStyle: "long" } as const;
const SHORT = { dateStyle: "short", timeStyle: "short" } as const;
const DAY = { weekday: "long", day: "numeric", month: "long" } as const;

/** Making a formatter costs more than using it a hundred times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

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
  return formatted(at, isThisYear ? DAY : { ...DAY, year: "numeric" }, locale);
}

/** The hour and minute, for beside a message. */
export function timeLabel(at: number): string {
  return formatted(at, CLOCK, spokenLanguage());
}

/** The day by its date alone. */
export function dateLabel(at: number): string {
  return formatted(at, DATE, spokenLanguage());
}

/** As short as it can be and still name the day. */
export function shortMomentLabel(at: number): string {
  return formatted(at, SHORT, spokenLanguage());
}

/** Everything, with the time zone, for tooltips and screen readers. */
export function fullTimeLabel(at: number): string {
  return formatted(at, FULL, spokenLanguage());
}

/** Milliseconds from `now` until the local day changes. */
export function untilMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}

function formatted(at: number, options: Intl.DateTimeFormatOptions, locale: string): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter.format(at);
}

function relativeDay(days: 0 | -1, locale: string): string {
  const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}
