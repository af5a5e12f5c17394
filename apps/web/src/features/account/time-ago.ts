const STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "5 minutes ago", by locale; under a minute: "just now". Both times in milliseconds since the epoch. */
export function timeAgo(at: number, now: number, locale?: string): string {
  const passed = Math.max(0, now - at);
  for (const [unit, length] of STEPS) {
    if (passed >= length) return new Intl.RelativeTimeFormat(locale).format(-Math.floor(passed / length), unit);
  }
  return "just now";
}
