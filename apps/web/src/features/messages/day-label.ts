/** Days and times as a person reads them: the device's time zone, the person's locale. */

const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** Names the local calendar day of a moment; equal for moments of the same day. */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** "Today", "Yesterday", else weekday and date, with the year when it is another one. */
export function dayLabel(at: number, now: number, locale?: string): string {
  const today = new Date(now);
  if (dayKey(at) === dayKey(now)) return relativeDay(0, locale);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayKey(at) === dayKey(yesterday.getTime())) return relativeDay(-1, locale);
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(new Date(at).getFullYear() === today.getFullYear() ? {} : { year: "numeric" }),
  }).format(at);
}

/** The hour and minute, for beside a message. */
export function timeLabel(at: number): string {
  return time.format(at);
}

/** Everything, for tooltips and screen readers. */
export function fullTimeLabel(at: number): string {
  return full.format(at);
}

/** Milliseconds from `now` until the local day changes. */
export function untilMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}

function relativeDay(days: 0 | -1, locale?: string): string {
  const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}
