/** The marks of formatted text put around a selection, or taken off when they are there. Pure. */
import type { Selected, TextEdit } from "./text-edit.ts";

export type Format = "bold" | "italic" | "strike" | "code";

const MARKS: Record<Format, string> = { bold: "**", italic: "_", strike: "~~", code: "`" };
const FENCE = "```";

/** Code over several lines becomes a block. */
export function toggleFormat(format: Format, selected: Selected): TextEdit {
  const trimmed = withoutSpaceAround(selected);
  if (format === "code" && inside(trimmed).includes("\n")) return fenced(trimmed);
  const mark = MARKS[format];
  return unwrapped(mark, trimmed) ?? wrapped(mark, trimmed);
}

/** Marks next to a space are no marks. */
function withoutSpaceAround({ text, start, end }: Selected): Selected {
  const chosen = text.slice(start, end);
  if (chosen.trim() === "") return { text, start, end };
  const before = chosen.length - chosen.trimStart().length;
  return { text, start: start + before, end: start + before + chosen.trim().length };
}

function inside({ text, start, end }: Selected): string {
  return text.slice(start, end);
}

function wrapped(mark: string, selected: Selected): TextEdit {
  const { start, end } = selected;
  const insert = mark + inside(selected) + mark;
  return { from: start, to: end, insert, select: [start + mark.length, end + mark.length] };
}

/** The marks stand just outside of the selection, or at its two ends within; null when there are none. */
function unwrapped(mark: string, selected: Selected): TextEdit | null {
  const { text, start, end } = selected;
  const { length } = mark;
  const chosen = inside(selected);
  if (text.slice(0, start).endsWith(mark) && text.slice(end).startsWith(mark)) {
    return { from: start - length, to: end + length, insert: chosen, select: [start - length, end - length] };
  }
  if (chosen.length < 2 * length || !chosen.startsWith(mark) || !chosen.endsWith(mark)) return null;
  const bare = chosen.slice(length, -length);
  return { from: start, to: end, insert: bare, select: [start, start + bare.length] };
}

function fenced(selected: Selected): TextEdit {
  const { text, start, end } = selected;
  const chosen = inside(selected);
  const lead = start === 0 || text[start - 1] === "\n" ? "" : "\n";
  const tail = end === text.length || text[end] === "\n" ? "" : "\n";
  const opening = `${lead}${FENCE}\n`;
  const from = start + opening.length;
  return {
    from: start,
    to: end,
    insert: `${opening}${chosen}\n${FENCE}${tail}`,
    select: [from, from + chosen.length],
  };
}
