/** The emoji that ":smi" may mean: by their codes first, the shortest before, then by their names, then by other words. Pure. */
import type { NamedEmoji } from "./load-emoji.ts";

export const COMPLETIONS = 8;

export function matchEmoji(query: string, emoji: readonly NamedEmoji[]): NamedEmoji[] {
  const wanted = query.toLocaleLowerCase();
  return emoji
    .map((one) => ({ one, rank: rankOf(wanted, one) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, COMPLETIONS)
    .map(({ one }) => one);
}

const NO_MATCH = 4;

function rankOf(wanted: string, { codes, label, tags }: NamedEmoji): number {
  const fitting = codes.filter((code) => code.startsWith(wanted));
  if (fitting.length > 0) return Math.min(...fitting.map((code) => 1 - wanted.length / code.length));
  if (
    label
      .toLocaleLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted))
  )
    return 2;
  return tags.some((tag) => tag.toLocaleLowerCase().startsWith(wanted)) ? 3 : NO_MATCH;
}
