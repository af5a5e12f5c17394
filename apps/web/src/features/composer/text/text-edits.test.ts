import { describe, expect, it } from "vitest";
import { enterInCode, indentCode, isInCode, whereIs } from "./code-block.ts";
import { type Format, toggleFormat } from "./format-text.ts";
import { edited, type Selected, type TextEdit } from "./text-edit.ts";

/** "a [b] c": the selection in brackets; a caret is "|". */
function parse(marked: string): Selected {
  const start = marked.search(/[[|]/);
  const text = marked.replace(/[[\]|]/g, "");
  const end = marked.includes("|") ? start : marked.indexOf("]") - 1;
  return { text, start, end };
}

function show(text: string, [start, end]: readonly [number, number]): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

function after(marked: string, change: (selected: Selected) => TextEdit | null): string | null {
  const selected = parse(marked);
  const edit = change(selected);
  return edit === null ? null : show(edited(selected.text, edit), edit.select);
}

const toggled = (format: Format, marked: string) => after(marked, (selected) => toggleFormat(format, selected));

describe("formatting", () => {
  it("puts marks around the selection, and takes them off again", () => {
    expect(toggled("bold", "so [very] good")).toBe("so **[very]** good");
    expect(toggled("bold", "so **[very]** good")).toBe("so [very] good");
    expect(toggled("bold", "so [**very**] good")).toBe("so [very] good");
    expect(toggled("strike", "[no]")).toBe("~~[no]~~");
    expect(toggled("italic", "**[both]**")).toBe("**_[both]_**");
  });

  it("begins with the marks where nothing is selected", () => {
    expect(toggled("italic", "so |")).toBe("so _|_");
    expect(toggled("italic", "so _|_")).toBe("so |");
  });

  it("leaves the space around words outside", () => {
    expect(toggled("bold", "so[ very ]good")).toBe("so **[very]** good");
  });

  it("makes a block of code from several lines", () => {
    expect(toggled("code", "[a]")).toBe("`[a]`");
    expect(toggled("code", "see [a\nb] there")).toBe("see \n```\n[a\nb]\n```\n there");
  });
});

describe("a block of code", () => {
  it("knows where one is", () => {
    const text = "one\n```js\ntwo\n```\nthree";
    expect([1, 6, 11, 15, 20].map((at) => whereIs(text, at))).toEqual(["text", "opening", "inside", "closing", "text"]);
  });

  it("is where words are code, as is what follows an open `", () => {
    expect(isInCode("say `ls", 7)).toBe(true);
    expect(isInCode("say `ls` now", 12)).toBe(false);
    expect(isInCode("```\nls", 6)).toBe(true);
  });

  it("is opened by Enter after its first line, and closed below", () => {
    expect(after("see\n```js|", enterInCode)).toBe("see\n```js\n|\n```");
    expect(after("```|\na\n```", enterInCode)).toBe("```\n|\na\n```");
  });

  it("goes on at the same indentation, and is over after its last line", () => {
    expect(after("```\n  a|\n```", enterInCode)).toBe("```\n  a\n  |\n```");
    expect(after("```\na\n```|", enterInCode)).toBeNull();
    expect(after("words|", enterInCode)).toBeNull();
  });

  it("is indented by Tab, line by line, and back by Shift+Tab", () => {
    expect(after("```\n|a", (selected) => indentCode(selected, 1))).toBe("```\n  |a");
    expect(after("```\n[a\nb]", (selected) => indentCode(selected, 1))).toBe("```\n  [a\n  b]");
    expect(after("```\n  [a\n  b]", (selected) => indentCode(selected, -1))).toBe("```\n[a\nb]");
    expect(after("words|", (selected) => indentCode(selected, 1))).toBeNull();
  });
});
