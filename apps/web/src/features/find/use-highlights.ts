/**
 * Marks the words in the rows that are in the document, without an element of its own: the browser paints ranges. Where it cannot, the
 * words are found all the same.
 */
import { type RefObject, useEffect } from "react";
import { findRanges } from "./find-ranges.ts";

/** The names under which globals.css paints them. */
const FOUND = "found";
const SHOWN = "found-shown";

interface Wanted {
  words: string;
  /** The message that is shown; its words stand out. */
  shownSeq: number | null;
}

export function useHighlights(within: RefObject<HTMLElement | null>, { words, shownSeq }: Wanted): void {
  useEffect(() => {
    const region = within.current?.closest("[data-region]");
    if (!region || typeof Highlight === "undefined") return;
    const mark = () => {
      const [found, shown] = [new Highlight(), new Highlight()];
      for (const row of region.querySelectorAll<HTMLElement>("[data-seq]")) {
        const highlight = row.dataset.seq === String(shownSeq) ? shown : found;
        for (const body of row.querySelectorAll("[data-words]"))
          for (const range of rangesIn(body, words)) highlight.add(range);
      }
      CSS.highlights.set(FOUND, found);
      CSS.highlights.set(SHOWN, shown);
    };
    let frame = requestAnimationFrame(mark);
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    });
    observer.observe(region, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(FOUND);
      CSS.highlights.delete(SHOWN);
    };
  }, [within, words, shownSeq]);
}

function rangesIn(body: Element, words: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const { start, end } of findRanges(node.nodeValue ?? "", words)) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}
