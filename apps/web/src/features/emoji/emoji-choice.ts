/** The emoji used last and the skin tone chosen last, kept on this device. */
import type { SkinTone } from "frimousse";

const KEY = "oschat.emoji";
const RECENT = 18;
const TONES: readonly string[] = ["none", "light", "medium-light", "medium", "medium-dark", "dark"];

export interface EmojiChoice {
  /** Newest first. */
  readonly recent: readonly string[];
  readonly tone: SkinTone;
}

export function readEmojiChoice(): EmojiChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const { recent, tone } = kept as Partial<Record<keyof EmojiChoice, unknown>>;
    return {
      recent: Array.isArray(recent) ? recent.filter((one) => typeof one === "string").slice(0, RECENT) : [],
      tone: TONES.find((one) => one === tone) ?? "none",
    } as EmojiChoice;
  } catch {
    return { recent: [], tone: "none" };
  }
}

export function rememberEmoji(emoji: string): void {
  const { recent, tone } = readEmojiChoice();
  keep({ recent: [emoji, ...recent.filter((one) => one !== emoji)].slice(0, RECENT), tone });
}

export function rememberTone(tone: SkinTone): void {
  keep({ ...readEmojiChoice(), tone });
}

function keep(choice: EmojiChoice): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // Without storage every opening begins as the first.
  }
}
