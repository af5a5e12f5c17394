"use client";
/** Search, the emoji used last, all of them by group, and the skin tone. The arrow keys walk from the search on. */
import { EmojiPicker, type SkinTone } from "frimousse";
import { useState } from "react";
import { spokenLanguage, text } from "../../language/index.ts";
import { readEmojiChoice, rememberEmoji, rememberTone } from "./emoji-choice.ts";
import { EMOJI_LIST } from "./emoji-list-parts.tsx";
import { resolvePickerData } from "./picker-data.ts";
import { ToneChoice } from "./ToneChoice.tsx";

const COLUMNS = 9;

export function EmojiPanel({ onPick }: { onPick: (emoji: string) => void }) {
  const [{ recent, tone: firstTone }] = useState(readEmojiChoice);
  const [tone, setTone] = useState(firstTone);

  function pick(emoji: string) {
    rememberEmoji(emoji);
    onPick(emoji);
  }

  function chooseTone(next: SkinTone) {
    rememberTone(next);
    setTone(next);
  }

  return (
    <EmojiPicker.Root
      locale={spokenLanguage()}
      columns={COLUMNS}
      skinTone={tone}
      resolveEmojiData={resolvePickerData}
      onEmojiSelect={({ emoji }) => pick(emoji)}
      className="flex h-96 max-h-[60dvh] w-[21.5rem] max-w-[calc(100vw-1rem)] flex-col"
    >
      <div className="p-2 pb-1">
        <EmojiPicker.Search
          aria-label={text("emoji.search")}
          placeholder={text("emoji.search")}
          autoCorrect="off"
          className="h-10 w-full appearance-none rounded-input [&::-webkit-search-cancel-button]:appearance-none border border-line-strong bg-surface px-3 text-base placeholder:text-text-muted focus:border-accent focus:outline-2 focus:outline-accent focus:outline-offset-0"
        />
      </div>
      {recent.length === 0 ? null : (
        <fieldset aria-label={text("emoji.recent")} className="flex shrink-0 px-2 pb-1">
          {recent.slice(0, COLUMNS).map((emoji) => (
            <button
              key={emoji}
              type="button"
              className="flex size-9 items-center justify-center rounded-input text-xl hover:bg-hover"
              onClick={() => pick(emoji)}
            >
              {emoji}
            </button>
          ))}
        </fieldset>
      )}
      <EmojiPicker.Viewport className="relative min-h-0 flex-1 outline-none">
        <EmojiPicker.Loading className="absolute inset-0 flex items-center justify-center text-label text-text-muted">
          {text("emoji.loading")}
        </EmojiPicker.Loading>
        <EmojiPicker.Empty>
          <p className="p-6 text-center text-label text-text-muted">{text("emoji.none")}</p>
        </EmojiPicker.Empty>
        <EmojiPicker.List className="select-none px-2 pb-2" components={EMOJI_LIST} />
      </EmojiPicker.Viewport>
      <div className="flex h-11 shrink-0 items-center justify-between gap-2 border-line border-t px-2">
        <EmojiPicker.ActiveEmoji>
          {({ emoji }) => (
            <span className="flex min-w-0 items-center gap-2 text-meta text-text-muted">
              <span aria-hidden="true" className="text-xl">
                {emoji?.emoji ?? ""}
              </span>
              <span className="truncate">{emoji?.label ?? ""}</span>
            </span>
          )}
        </EmojiPicker.ActiveEmoji>
        <ToneChoice tone={tone} onToneChange={chooseTone} />
      </div>
    </EmojiPicker.Root>
  );
}
