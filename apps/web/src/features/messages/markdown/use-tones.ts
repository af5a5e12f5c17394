/** The colours of a piece of code. They come when the browser has nothing better to do, and change nothing but colour. */
import { useEffect, useState } from "react";
import type { Piece } from "./tones.ts";

/** In characters; what is longer stays in one colour. */
const LONGEST = 4_000;
const MOST_KEPT = 100;
const LATEST_MS = 2_000;

const kept = new Map<string, readonly Piece[]>();

/** Null as long as there are none, or when the language is not known. */
export function useTones(language: string | null, text: string): readonly Piece[] | null {
  const key = `${language}\n${text}`;
  const [, setFound] = useState("");
  const known = kept.get(key) ?? null;
  const isWanted = known === null && language !== null && text.length <= LONGEST;
  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    const cancel = whenIdle(async () => {
      const pieces = await colour(language, text);
      if (pieces === null) return;
      keep(key, pieces);
      if (!isGone) setFound(key);
    });
    return () => {
      isGone = true;
      cancel();
    };
  }, [isWanted, key, language, text]);
  return known;
}

async function colour(language: string, text: string): Promise<readonly Piece[] | null> {
  try {
    const { highlight } = await import("./highlight.ts");
    return highlight(language, text);
  } catch {
    // Without a network, perhaps: the code is readable as it is.
    return null;
  }
}

function keep(key: string, pieces: readonly Piece[]): void {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, pieces);
}

/** Returns how to call it off. Safari has no idle callbacks. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: LATEST_MS });
  return () => cancelIdleCallback(request);
}
