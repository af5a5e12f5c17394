"use client";
/** How the picker's list looks. */
import type { EmojiPickerListComponents } from "frimousse";

export const EMOJI_LIST: EmojiPickerListComponents = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className="bg-raised px-1 pt-2 pb-1 font-semibold text-meta text-text-muted">
      {category.label}
    </div>
  ),
  Row: ({ children, ...props }) => (
    <div {...props} className="flex">
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...props }) => (
    <button
      {...props}
      className="flex size-9 items-center justify-center rounded-input text-xl data-active:bg-selected data-active:outline-2 data-active:outline-accent data-active:-outline-offset-2"
    >
      {emoji.emoji}
    </button>
  ),
};
