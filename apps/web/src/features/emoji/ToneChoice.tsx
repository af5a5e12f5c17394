"use client";
import { type SkinTone, useSkinTone } from "frimousse";
import { type TextKey, text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";

const NAMES: Record<SkinTone, TextKey> = {
  none: "emoji.toneNone",
  light: "emoji.toneLight",
  "medium-light": "emoji.toneMediumLight",
  medium: "emoji.toneMedium",
  "medium-dark": "emoji.toneMediumDark",
  dark: "emoji.toneDark",
};

interface ToneChoiceProps {
  tone: SkinTone;
  onToneChange: (tone: SkinTone) => void;
}

/** The skin tone of all emoji that have one. */
export function ToneChoice({ tone, onToneChange }: ToneChoiceProps) {
  const [, , variations] = useSkinTone("✋");
  return (
    <fieldset aria-label={text("emoji.tone")} className="flex shrink-0">
      {variations.map(({ skinTone, emoji }) => (
        <button
          key={skinTone}
          type="button"
          aria-label={text(NAMES[skinTone])}
          aria-pressed={skinTone === tone}
          className={joinClasses(
            "flex size-7 items-center justify-center rounded-input text-base hover:bg-hover",
            skinTone === tone && "bg-selected",
          )}
          onClick={() => onToneChange(skinTone)}
        >
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}
