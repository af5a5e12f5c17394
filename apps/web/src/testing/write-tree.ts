/** A formatted text as one line of letters, for tables of samples. */
import type { Block, Inline } from "../features/messages/markdown/tree.ts";

/** Blocks are set apart by `¶`. */
export function writeTree(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join(" ¶ ");
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return writeInlines(block.children);
    case "code":
      return `<pre ${block.language}>${block.text}</pre>`;
    case "quote":
      return `<q>${writeTree(block.children)}</q>`;
    case "list": {
      const items = block.items.map((item) => `<li>${writeTree(item)}</li>`).join("");
      return block.start === null ? `<ul>${items}</ul>` : `<ol ${block.start}>${items}</ol>`;
    }
  }
}

function writeInlines(inlines: readonly Inline[]): string {
  return inlines.map(writeInline).join("");
}

function writeInline(inline: Inline): string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return `<code>${inline.text}</code>`;
    case "link":
      return `<a ${inline.href} ${inline.destination}>${writeInlines(inline.children)}</a>`;
    default:
      return `<${inline.kind}>${writeInlines(inline.children)}</${inline.kind}>`;
  }
}
