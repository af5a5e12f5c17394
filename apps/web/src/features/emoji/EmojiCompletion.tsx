"use client";
/**
 * The emoji that a typed code may mean, above the text. The text keeps the focus: its keys are offered here first, and it names the
 * chosen option to those who listen.
 */
import { type RefObject, useEffect, useId, useImperativeHandle, useState } from "react";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import { readEmojiChoice, rememberEmoji } from "./emoji-choice.ts";
import { loadEmoji, type NamedEmoji } from "./load-emoji.ts";
import { matchEmoji } from "./match-emoji.ts";
import { TONES } from "./picker-data.ts";

export interface EmojiCompletionProps {
  query: string;
  /** Where the text finds what handles its keys; true: the key was used. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>;
  onPick: (emoji: string) => void;
  onDismiss: () => void;
  /** The ids of the list and of the chosen option, for the text's attributes; null while nothing matches. */
  onActiveChange: (ids: { list: string; option: string } | null) => void;
}

export function EmojiCompletion({ query, keys, onPick, onDismiss, onActiveChange }: EmojiCompletionProps) {
  const [all, setAll] = useState<readonly NamedEmoji[]>([]);
  const [chosen, setChosen] = useState({ query, index: 0 });
  const list = useId();
  const matches = matchEmoji(query, all);
  const active = chosen.query === query ? Math.min(chosen.index, matches.length - 1) : 0;
  const option = matches.length === 0 ? null : `${list}-${active}`;

  useEffect(() => {
    loadEmoji().then(setAll, () => undefined);
  }, []);
  useEffect(() => {
    onActiveChange(option === null ? null : { list, option });
    return () => onActiveChange(null);
  }, [list, option, onActiveChange]);

  function pick(emoji: NamedEmoji | undefined) {
    if (emoji === undefined) return;
    const shown = inChosenTone(emoji);
    rememberEmoji(shown);
    onPick(shown);
  }

  function handleKey({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    if (matches.length === 0 || ctrlKey || altKey || metaKey || shiftKey) return false;
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen({ query, index: (active + step + matches.length) % matches.length });
    else if (key === "Enter" || key === "Tab") pick(matches[active]);
    else if (key === "Escape") onDismiss();
    else return false;
    return true;
  }
  useImperativeHandle(keys, () => handleKey);

  if (matches.length === 0) return null;
  return (
    <div className="absolute start-3 bottom-full z-20 mb-1 w-72 max-w-[calc(100%-1.5rem)] rounded-card bg-raised p-1 shadow-menu desk:start-5">
      <div id={list} role="listbox" aria-label={text("emoji.matches")}>
        {matches.map((emoji, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text has the focus and handles the keys of the list
          // biome-ignore lint/a11y/useFocusableInteractive: named by the text's aria-activedescendant, never focused
          <div
            key={emoji.emoji}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className={joinClasses(
              "flex h-9 cursor-pointer items-center gap-3 rounded-input px-2 text-label pointer-coarse:h-11",
              index === active ? "bg-selected" : "hover:bg-hover",
            )}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(emoji)}
          >
            <span className="text-xl">{inChosenTone(emoji)}</span>
            <span className="min-w-0 flex-1 truncate">{emoji.codes[0] ?? emoji.label}</span>
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {text("emoji.found", { count: matches.length })}
      </p>
    </div>
  );
}

function inChosenTone({ emoji, skins }: NamedEmoji): string {
  const { tone } = readEmojiChoice();
  return (tone === "none" ? undefined : skins?.[TONES.indexOf(tone)]) ?? emoji;
}
