/** What a tree says, without its formatting: for those who hear it, and for the clipboard. */
import type { Block, Inline } from "./tree.ts";

export function plainText(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join("\n");
}

/** The words of a line. */
export function wordsOf(inlines: readonly Inline[]): string {
  return inlines.map((inline) => ("text" in inline ? inline.text : wordsOf(inline.children))).join("");
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return wordsOf(block.children);
    case "code":
      return block.text;
    case "quote":
      return plainText(block.children);
    case "list": {
      const { start, items } = block;
      return items
        .map((item, index) => {
          const marker = start === null ? "•" : `${start + index}.`;
          return `${marker} ${plainText(item).replaceAll("\n", "\n  ")}`;
        })
        .join("\n");
    }
  }
}
