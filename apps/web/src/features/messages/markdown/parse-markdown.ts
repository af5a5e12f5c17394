/** From a text to its tree. Nothing typed is lost but the signs that became formatting. */
import type { Token, Tokens } from "marked";
import { destinationOf } from "./named-link.ts";
import { wordsOf } from "./plain-text.ts";
import { tokensOf } from "./subset-tokenizer.ts";
import type { Block, Inline } from "./tree.ts";

/** Never fails: a text that cannot be read is shown as typed. */
export function parseMarkdown(text: string): readonly Block[] {
  try {
    return blocksOf(tokensOf(text));
  } catch {
    return [{ kind: "text", children: [{ kind: "text", text }] }];
  }
}

function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  let words: Inline[] = [];
  const endWords = () => {
    const children = withoutOuterBreaks(joined(words));
    if (children.length > 0) blocks.push({ kind: "text", children });
    words = [];
  };
  const add = (block: Block) => {
    endWords();
    blocks.push(block);
  };
  for (const token of tokens as Tokens.Generic[]) {
    const block = blockOf(token);
    if (block !== null) add(block);
    else {
      // Paragraphs stand as far apart as they were typed.
      const inner = token.type === "blockquote" ? undefined : token.tokens;
      words.push(...inlinesOf(inner ?? [plain(token.raw)]));
      if (inner !== undefined) words.push({ kind: "text", text: /\n*$/.exec(token.raw)?.[0] ?? "" });
    }
  }
  endWords();
  return blocks;
}

/** Null for words, and for a block that nothing is in: signs alone are words too. */
function blockOf(token: Tokens.Generic): Block | null {
  switch (token.type) {
    case "code":
      return token.text === "" ? null : { kind: "code", language: languageOf(token.lang), text: token.text };
    case "blockquote": {
      const children = blocksOf(token.tokens ?? []);
      return children.length === 0 ? null : { kind: "quote", children };
    }
    case "list": {
      const { ordered, start, items } = token as Tokens.List;
      const filled = items.map((item) => blocksOf(item.tokens));
      const isEmpty = filled.every((item) => item.length === 0);
      return isEmpty ? null : { kind: "list", start: ordered ? Number(start) : null, items: filled };
    }
    default:
      return null;
  }
}

function inlinesOf(tokens: readonly Token[]): Inline[] {
  return joined((tokens as Tokens.Generic[]).map(inlineOf));
}

/** Texts side by side become one, so that an address in them is found whole. */
function joined(inlines: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const inline of inlines) {
    const last = result.at(-1);
    if (inline.kind === "text" && last?.kind === "text") {
      result[result.length - 1] = { kind: "text", text: last.text + inline.text };
    } else result.push(inline);
  }
  return result;
}

function inlineOf(token: Tokens.Generic): Inline {
  const inner = token.tokens ?? [];
  switch (token.type) {
    case "strong":
      return { kind: "strong", children: inlinesOf(inner) };
    case "em":
      return { kind: "emphasis", children: inlinesOf(inner) };
    case "del":
      return { kind: "strike", children: inlinesOf(inner) };
    case "codespan":
      return { kind: "code", text: token.text };
    case "link": {
      const children = inlinesOf(inner);
      const destination = token.title ? null : destinationOf(wordsOf(children), token.href);
      if (destination === null) break;
      return { kind: "link", href: destination.href, destination: destination.shown, children };
    }
  }
  return { kind: "text", text: token.raw };
}

function plain(raw: string): Token {
  return { type: "text", raw, text: raw };
}

/** The first word of a fence's line: what people and editors write there. */
function languageOf(info: string | undefined): string | null {
  return /^[\w+#.-]{1,20}/.exec(info ?? "")?.[0].toLowerCase() ?? null;
}

/** Blank lines around a block are its margin. */
function withoutOuterBreaks(inlines: readonly Inline[]): Inline[] {
  const last = inlines.length - 1;
  return inlines
    .map((inline, index): Inline => {
      if (inline.kind !== "text") return inline;
      const text = index === 0 ? inline.text.replace(/^\n+/, "") : inline.text;
      return { kind: "text", text: index === last ? text.replace(/\n+$/, "") : text };
    })
    .filter((inline) => inline.kind !== "text" || inline.text !== "");
}
