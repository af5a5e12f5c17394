/**
 * Which language is spoken, and the words for it: English travels with the app, any other comes as one file when it is chosen.
 * Where its words are not to be had, English is spoken until the network is back.
 */
import { deviceChoice } from "../device/device-choice.ts";
import { ENGLISH } from "./english.ts";
import { baseOf, directionOf, LANGUAGES, type Language, tagFor } from "./languages.ts";
import { type Catalogue, speak } from "./text.ts";

export const languageChoice = deviceChoice("language", ["auto", ...LANGUAGES]);
export const hoursChoice = deviceChoice("hours", ["auto", "h12", "h23"]);

const OTHERS: Record<Exclude<Language, "en">, () => Promise<Catalogue>> = {
  de: () => import("./german.ts").then(({ GERMAN }) => GERMAN),
  ar: () => import("./arabic.ts").then(({ ARABIC }) => ARABIC),
};

export interface Speech {
  /** For `Intl`: the language, with the person's region and hours. */
  tag: string;
  direction: "ltr" | "rtl";
}

/** What pages that are built ahead speak. */
export const FIRST_SPEECH: Speech = { tag: "en", direction: "ltr" };

const isPretending = typeof window !== "undefined" && /[?&]pseudo=1/.test(window.location.search);
// No page built ahead says a date or a time: English needs no second drawing to have the person's own.
if (typeof window !== "undefined" && baseOf(wishedTag()) === "en") speak(wishedTag(), ENGLISH);

function wishedTag(): string {
  return tagFor({ language: languageChoice.read(), hours: hoursChoice.read(), wished: navigator.languages });
}

async function wordsFor(tag: string): Promise<Catalogue> {
  if (isPretending) return (await import("./pseudo.ts")).PSEUDO;
  const language = LANGUAGES.find((one) => one === baseOf(tag)) ?? "en";
  return language === "en" ? ENGLISH : OTHERS[language]();
}

/** Speaks as this device's person wishes, now and after each change of mind; tells `listener` each time. Returns how to stop. */
export function followSpeech(listener: (speech: Speech) => void): () => void {
  const controller = new AbortController();
  let wished = isPretending || baseOf(wishedTag()) !== "en" ? null : wishedTag();

  async function follow() {
    const tag = wishedTag();
    if (tag === wished) return;
    wished = tag;
    const words = await wordsFor(tag).catch(() => null);
    if (controller.signal.aborted || tag !== wished) return;
    // Asked for again when the network is back.
    if (words === null) wished = null;
    listener(speaking(words === null ? "en" : tag, words ?? ENGLISH));
  }

  const stops = [languageChoice.subscribe(follow), hoursChoice.subscribe(follow), () => controller.abort()];
  window.addEventListener("online", follow, { signal: controller.signal });
  void follow();
  return () => {
    for (const stop of stops) stop();
  };
}

function speaking(tag: string, words: Catalogue): Speech {
  const direction = directionOf(tag);
  speak(tag, words);
  document.documentElement.lang = baseOf(tag);
  document.documentElement.dir = direction;
  return { tag, direction };
}
