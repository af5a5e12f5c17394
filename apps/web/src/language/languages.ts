/** The languages there are, and which of them this device's person reads. */
export const LANGUAGES = ["en", "de", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

export const RIGHT_TO_LEFT: readonly Language[] = ["ar"];

export function directionOf(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.some((language) => language === baseOf(tag)) ? "rtl" : "ltr";
}

/** The first of `wished` (BCP 47 tags, the dearest first) that there is, by its base language; else English. */
export function bestLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const found = LANGUAGES.find((language) => baseOf(tag) === language);
    if (found !== undefined) return found;
  }
  return "en";
}

export interface SpeechWish {
  language: Language | "auto";
  /** The hours of the day: as the language has them, 1 to 12, or 0 to 23. */
  hours: "auto" | "h12" | "h23";
  /** What the browser says its person reads, the dearest first. */
  wished: readonly string[];
}

/** The tag that `Intl` and the catalogues go by: with the region the person has, where that is one of the same language. */
export function tagFor({ language, hours, wished }: SpeechWish): string {
  const spoken = language === "auto" ? bestLanguage(wished) : language;
  const tag = wished.find((one) => baseOf(one) === spoken) ?? spoken;
  return hours === "auto" ? tag : `${tag}-u-hc-${hours}`;
}

/** `de` of `de-AT`. */
export function baseOf(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}
