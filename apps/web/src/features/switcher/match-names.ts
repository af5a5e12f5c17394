/** Finds names by what is typed: without regard to case and diacritics, every typed word at the start of a word first. */

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Those of `candidates` that match, best first; equally good ones keep their order. An empty query matches all. */
export function matchNames<T extends Named>(query: string, candidates: readonly T[]): T[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return candidates
    .map((candidate) => ({ candidate, rank: rankOf(words, fold(candidate.name)) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ candidate }) => candidate);
}

/** 0: every word begins a word of the name. 1: every word is somewhere in it. null: one is not. */
function rankOf(words: readonly string[], name: string): 0 | 1 | null {
  if (!words.every((word) => name.includes(word))) return null;
  return words.every((word) => ` ${name}`.includes(` ${word}`)) ? 0 : 1;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim();
}
