/** Who is typing, as the line above the composer says it. */

/** Null when nobody is. From three people on, names would only flicker. */
export function typingSentence(names: readonly string[]): string | null {
  const [first, second] = names;
  if (first === undefined) return null;
  if (second === undefined) return `${first} is typing`;
  return names.length === 2 ? `${first} and ${second} are typing` : "Several people are typing";
}
