import { spokenLanguage, text } from "../../language/index.ts";

const STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "5 minutes ago", in the language spoken; under a minute: "just now". Both times in milliseconds since the epoch. */
export function timeAgo(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  for (const [unit, length] of STEPS) {
    if (passed >= length)
      return new Intl.RelativeTimeFormat(spokenLanguage()).format(-Math.floor(passed / length), unit);
  }
  return text("account.justNow");
}
