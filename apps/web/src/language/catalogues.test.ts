/** Every language says all that English says: the same messages, with the same values in them, for every number there is. */
import { describe, expect, it } from "vitest";
import { ARABIC } from "./arabic.ts";
import { ENGLISH } from "./english.ts";
import { GERMAN } from "./german.ts";
import type { Catalogue } from "./text.ts";

const OTHERS: [string, Catalogue][] = [
  ["de", GERMAN],
  ["ar", ARABIC],
];

const SELECT = 1;
const PLURAL = 2;

interface Value {
  /** `count:2` for a value and its kind, `<b>` for a tag. */
  name: string;
  /** Of a plural: the forms it has. */
  forms: string[];
}

/** Compiled, a message is a string, or a list of strings and values: `[name]`, `[name, kind, choices]`, `[tag, ...parts]`. */
function valuesIn(message: unknown): Value[] {
  return Array.isArray(message) ? message.flatMap(valuesInPart) : [];
}

function valuesInPart(part: unknown): Value[] {
  if (!Array.isArray(part)) return [];
  const [name, kind, choices] = part;
  if (part.length > 1 && typeof kind !== "number")
    return [{ name: `<${name}>`, forms: [] }, ...valuesIn(part.slice(1))];
  const within = kind === SELECT || kind === PLURAL ? Object.values(choices).flatMap(valuesIn) : [];
  const forms = kind === PLURAL ? Object.keys(choices).filter((form) => !form.startsWith("=")) : [];
  return [{ name: `${name}:${kind ?? ""}`, forms }, ...within];
}

function messagesOf(catalogue: Catalogue): Map<string, Value[]> {
  return new Map(
    Object.entries(catalogue).flatMap(([feature, messages]) =>
      Object.entries(messages).map(([key, message]): [string, Value[]] => [`${feature}.${key}`, valuesIn(message)]),
    ),
  );
}

const namesOf = (values: Value[] = []) => [...new Set(values.map(({ name }) => name))].sort();
const english = messagesOf(ENGLISH);

describe.each(OTHERS)("the catalogue of %s", (language, catalogue) => {
  const messages = messagesOf(catalogue);

  it("has English's messages, no fewer and no others", () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("has the same values and tags in each", () => {
    for (const [key, values] of messages) expect(namesOf(values), key).toEqual(namesOf(english.get(key)));
  });

  it("has a form for every number that the language tells apart", () => {
    const needed = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    for (const [key, values] of messages) {
      for (const { forms } of values.filter(({ forms }) => forms.length > 0)) expect(forms.sort(), key).toEqual(needed);
    }
  });
});
