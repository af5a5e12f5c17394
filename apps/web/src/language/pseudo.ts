/**
 * A language nobody speaks: English with accents, in brackets, two fifths longer. Shows what is not translated and what is
 * too narrow for other languages. Spoken at `?pseudo=1`.
 */
import { ENGLISH } from "./english.ts";
import type { Catalogue } from "./text.ts";

const ACCENTED: Record<string, string> = {
  a: "à",
  c: "ç",
  e: "é",
  i: "î",
  n: "ñ",
  o: "ö",
  u: "ü",
  y: "ý",
  A: "Å",
  E: "É",
  O: "Ø",
  U: "Û",
};
const LONGER_BY = 0.4;

export const PSEUDO: Catalogue = Object.fromEntries(
  Object.entries(ENGLISH).map(([feature, messages]) => [
    feature,
    Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, ["[", ...inList(pseudo(message)), "]"]])),
  ]),
);

/** A compiled message is a string, or a list of strings and arguments: `[name]`, `[name, type, choices]`, `[tag, ...parts]`. */
function pseudo(message: unknown): unknown {
  if (typeof message === "string") return lengthened(message);
  return Array.isArray(message) ? message.map(pseudoPart) : message;
}

function pseudoPart(part: unknown): unknown {
  if (!Array.isArray(part)) return pseudo(part);
  const [name, second, choices, ...rest] = part;
  if (typeof second === "number" && typeof choices === "object" && choices !== null) {
    const spoken = Object.entries(choices).map(([choice, message]) => [choice, pseudo(message)]);
    return [name, second, Object.fromEntries(spoken), ...rest];
  }
  return typeof second === "number" || part.length < 2 ? part : [name, ...part.slice(1).map(pseudoPart)];
}

function lengthened(text: string): string {
  const accented = text.replace(/[a-zA-Z]/g, (letter) => ACCENTED[letter] ?? letter);
  return accented + "~".repeat(Math.ceil(text.trim().length * LONGER_BY));
}

function inList(message: unknown): unknown[] {
  return Array.isArray(message) ? message : [message];
}
