/** Blocks of code in a text that is being written: where one begins, and what Enter and Tab do in it. Pure. */
import type { Selected, TextEdit } from "./text-edit.ts";

const FENCE = /^ {0,3}```/;
const INDENT = "  ";

type Where = "text" | "opening" | "inside" | "closing";

/** In which part of the text, or of a block of code, the line is that `at` stands in. */
export function whereIs(text: string, at: number): Where {
  let isInside = false;
  const before = text.slice(0, at).split("\n");
  for (const line of before.slice(0, -1)) if (FENCE.test(line)) isInside = !isInside;
  if (!FENCE.test(lineAt(text, at))) return isInside ? "inside" : "text";
  return isInside ? "closing" : "opening";
}

/** Whether words there are code: in a block, or after a single ` that is still open in its line. */
export function isInCode(text: string, at: number): boolean {
  const where = whereIs(text, at);
  if (where !== "text") return where !== "closing";
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1;
}

/** Enter: opens a block, or goes to its next line with the same indentation; null where it means something else. */
export function enterInCode({ text, start, end }: Selected): TextEdit | null {
  const where = whereIs(text, start);
  if (where === "text" || where === "closing") return null;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[0] ?? "";
  const isUnclosed = where === "opening" && start === lineEnd(text, start) && fencesAfter(text, end) % 2 === 0;
  const insert = isUnclosed ? "\n\n```" : `\n${where === "inside" ? indent : ""}`;
  const caret = start + (isUnclosed ? 1 : insert.length);
  return { from: start, to: end, insert, select: [caret, caret] };
}

/** Tab or Shift+Tab over the lines of the selection; null outside of a block. */
export function indentCode({ text, start, end }: Selected, direction: 1 | -1): TextEdit | null {
  if (whereIs(text, start) !== "inside" || whereIs(text, end) !== "inside") return null;
  if (start === end && direction === 1) {
    const caret = start + INDENT.length;
    return { from: start, to: end, insert: INDENT, select: [caret, caret] };
  }
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = lineEnd(text, end);
  const lines = text.slice(from, to).split("\n");
  const moved = lines.map((line) => (direction === 1 ? INDENT + line : line.replace(/^ {1,2}|^\t/, "")));
  const first = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const insert = moved.join("\n");
  const all = insert.length - (to - from);
  return { from, to, insert, select: [Math.max(from, start + first), Math.max(from, end + all)] };
}

function fencesAfter(text: string, at: number): number {
  const lines = text.slice(at).split("\n").slice(1);
  return lines.filter((line) => FENCE.test(line)).length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, lineEnd(text, at));
}
