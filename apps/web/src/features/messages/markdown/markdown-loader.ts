/**
 * The parser comes after the app: it is asked for when the app's code runs, and is there before messages are. Whoever shows a text
 * that needs it earlier waits; should it not be reachable at all, texts are shown as typed.
 */
import { useSyncExternalStore } from "react";
import { hasMarkup } from "./has-markup.rules.ts";
import { plainText } from "./plain-text.ts";
import type { Block } from "./tree.ts";

/** As many as a reader passes in a while. */
const MOST_KEPT = 500;

type Parser = (text: string) => readonly Block[];

let parser: Parser | null = null;
let hasSettled = false;
const listeners = new Set<() => void>();
const kept = new Map<string, readonly Block[]>();

async function load(): Promise<void> {
  try {
    parser = (await import("./parse-markdown.ts")).parseMarkdown;
  } catch (error) {
    console.warn("Formatting is not available; texts are shown as typed.", error);
  }
  hasSettled = true;
  for (const listener of listeners) listener();
}

if (typeof window !== "undefined") void load();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** False while texts with markup should not be shown yet. */
export function useFormattingReady(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => hasSettled,
    () => false,
  );
}

/** The tree of a text; null for one that is shown as typed. */
export function treeOf(text: string): readonly Block[] | null {
  if (parser === null || !hasMarkup(text)) return null;
  const known = kept.get(text);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  const tree = parser(text);
  kept.set(text, tree);
  return tree;
}

/** The words of a text without the signs of its formatting. */
export function wordsIn(text: string): string {
  const tree = treeOf(text);
  return tree === null ? text : plainText(tree);
}
