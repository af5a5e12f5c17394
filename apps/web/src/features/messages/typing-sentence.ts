/** Who is typing, as the line above the composer says it. */
import { text } from "../../language/index.ts";

/** Null when nobody is. From three people on, names would only flicker. */
export function typingSentence(names: readonly string[]): string | null {
  const [first, second] = names;
  if (first === undefined) return null;
  if (second === undefined) return text("messages.oneTyping", { first });
  return names.length === 2 ? text("messages.twoTyping", { first, second }) : text("messages.severalTyping");
}
