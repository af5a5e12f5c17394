/**
 * The parser comes after the app: when the browser is idle, or as soon as a text needs it. Whoever shows such a text waits for it;
 * should it not be reachable at all, texts are shown as typed.
 */
import { useEffect, useSyncExternalStore } from "react";
import { whenIdle } from "../../../ui/index.ts";
import { hasMarkup } from "./has-markup.rules.ts";
import { plainText } from "./plain-text.ts";
import type { Block } from "./tree.ts";

/** As many as a reader passes in a while. */
const MOST_KEPT = 500;

type Parser = (text: string) => readonly Block[];

let parser: Parser | null = null;
let hasSettled = false;
let loading: Promise<void> | null = null;
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

function loadOnce(): Promise<void> {
  loading ??= load();
  return loading;
}

whenIdle(loadOnce);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether texts with markup can be shown; `isNeeded`: there is one to show. */
export function useFormattingReady(isNeeded: boolean): boolean {
  useEffect(() => {
    if (isNeeded) void loadOnce();
  }, [isNeeded]);
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
