/** Moments as words, in the language that is spoken and the device's time zone. */
import { spokenLanguage } from "./text.ts";

/** Making a formatter costs more than using it a hundred times. */
const formatters = new Map<string, WeakMap<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>>();

/** `at` in milliseconds since the epoch. `options`: the same object each time, as a formatter is kept for each. */
export function formatMoment(at: number, options: Intl.DateTimeFormatOptions, locale = spokenLanguage()): string {
  const ofLocale = formatters.get(locale) ?? new WeakMap<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>();
  formatters.set(locale, ofLocale);
  const formatter = ofLocale.get(options) ?? new Intl.DateTimeFormat(locale, options);
  ofLocale.set(options, formatter);
  return formatter.format(at);
}
