/** A few words by which people recognise their own devices in the list of sessions. A hint, never a decision. */

/** Order matters: most browsers also claim to be those below them. */
const PROGRAMS: readonly [RegExp, string][] = [
  [/\bEdg(A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
  [/^(node|undici)\b/, "Node.js"],
  [/^python/i, "Python"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** "Chrome on Linux", or as much of it as the User-Agent header tells. */
export function deviceName(userAgent: string | undefined): string {
  const header = (userAgent ?? "").slice(0, 500);
  const nameIn = (table: readonly [RegExp, string][]) => table.find(([pattern]) => pattern.test(header))?.[1];
  const program = nameIn(PROGRAMS);
  const system = nameIn(SYSTEMS);
  if (program !== undefined && system !== undefined) return `${program} on ${system}`;
  return program ?? system ?? "Unknown device";
}
