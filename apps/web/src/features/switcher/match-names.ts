/**
 * Finds names by what is typed: without regard to case and diacritics. Every typed word at the start of a word comes first, then
 * names that have the words somewhere in them, then those that are only a slip of the finger away.
 */
import uFuzzy from "@leeoniya/ufuzzy";

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Words of any script; one wrong, missing or swapped character in a word is forgiven. */
const forgiving = new uFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: "\\p{Ll}\\p{Lu}",
  intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}",
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
  intraMode: 1,
  intraIns: 1,
  intraSub: 1,
  intraTrn: 1,
  intraDel: 1,
});

/** Those of `candidates` that match, best first; equally good ones keep their order. An empty query matches all. */
export function matchNames<T extends Named>(query: string, candidates: readonly T[]): T[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  const names = candidates.map(({ name }) => fold(name));
  const nearly = words.length === 0 ? new Set<number>() : nearMisses(words, names);
  return candidates
    .map((candidate, index) => ({
      candidate,
      rank: rankOf(words, names[index] ?? "") ?? (nearly.has(index) ? 2 : null),
    }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ candidate }) => candidate);
}

/** 0: every word begins a word of the name. 1: every word is somewhere in it. null: one is not. */
function rankOf(words: readonly string[], name: string): 0 | 1 | null {
  if (!words.every((word) => name.includes(word))) return null;
  return words.every((word) => ` ${name}`.includes(` ${word}`)) ? 0 : 1;
}

function nearMisses(words: readonly string[], names: string[]): Set<number> {
  return new Set(forgiving.filter(names, words.join(" ")) ?? []);
}

/** Case and diacritics do not count. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim();
}
