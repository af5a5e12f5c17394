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
    <div {...countedFromOne(props)} className="flex">
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...props }) => (
    <button
      {...countedFromOne(props)}
      className="flex size-9 items-center justify-center rounded-input text-xl data-active:bg-selected data-active:outline-2 data-active:outline-accent data-active:-outline-offset-2"
    >
      {emoji.emoji}
    </button>
  ),
};

const INDEXES = ["aria-rowindex", "aria-colindex"] as const;

/** The library counts rows and columns from 0, screen readers from 1. */
function countedFromOne<P extends Partial<Record<(typeof INDEXES)[number], number | undefined>>>(props: P): P {
  const counted = INDEXES.filter((name) => props[name] !== undefined).map((name) => [name, (props[name] ?? 0) + 1]);
  return { ...props, ...Object.fromEntries(counted) };
}
