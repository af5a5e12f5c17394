/**
 * What the app says, in the language it speaks at present. Words are never written where they are shown: they stand in the
 * catalogues, and code names them, as in `text("messages.jumpToLatest")`. When the language changes the whole app is drawn anew,
 * so nothing needs to watch for it.
 */

import format, { type CompiledMessage } from "icu-minify/format";
import type { ReactNode } from "react";
import { ENGLISH, type TextKey } from "./english.ts";

export type Catalogue = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export type TextValues = Record<string, string | number | boolean | Date>;
type RichValues = Record<string, string | number | boolean | Date | ((chunks: ReactNode[]) => ReactNode)>;

const FORMATTERS = {
  getDateTimeFormat: remembering(Intl.DateTimeFormat),
  getNumberFormat: remembering(Intl.NumberFormat),
  getPluralRules: remembering(Intl.PluralRules),
};

let spoken: { language: string; catalogue: Catalogue } = { language: "en", catalogue: ENGLISH };

/** Speaks another language from now on. What a catalogue lacks is said in English. */
export function speak(language: string, catalogue: Catalogue): void {
  spoken = { language, catalogue };
}

/** The language spoken, as a BCP 47 tag for `Intl`. */
export function spokenLanguage(): string {
  return spoken.language;
}

export function text(key: TextKey, values?: TextValues): string {
  return String(formatted(key, values));
}

/** Text with elements in it: `<b>…</b>` in the message is handed to the value `b`. Returns what React shows. */
export function richText(key: TextKey, values: RichValues): ReactNode {
  return formatted(key, values) as ReactNode;
}

function formatted(key: TextKey, values: RichValues | undefined): unknown {
  const [feature = "", name = ""] = key.split(".");
  const found = spoken.catalogue[feature]?.[name];
  const [message, language] =
    found === undefined ? [(ENGLISH as Catalogue)[feature]?.[name], "en"] : [found, spoken.language];
  return format(message as CompiledMessage, language, values as Parameters<typeof format>[2], {
    formatters: FORMATTERS,
  });
}

/** Makes each formatter once: making one costs more than using it a hundred times. */
function remembering<Arguments extends unknown[], Formatter>(
  make: new (...args: Arguments) => Formatter,
): (...args: Arguments) => Formatter {
  const made = new Map<string, Formatter>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = made.get(key) ?? new make(...args);
    made.set(key, known);
    return known;
  };
}
