/**
 * Decides about `[words](address)`. The address must be a safe one. Its host is shown beside the words, unless they are that
 * address themselves; words that look like another address, or hide or turn characters, make no link at all.
 */
import { safeHref } from "../find-links.ts";

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const LIKE_AN_ADDRESS = /:\/\/|www\.|@|[\p{L}\p{N}][.\u3002\uFF0E\uFF61]\p{L}{2,}/iu;

export interface Destination {
  readonly href: string;
  /** What is to be shown beside the words; null: they say it. */
  readonly shown: string | null;
}

/** Null: no link; the text stays as typed. */
export function destinationOf(words: string, address: string): Destination | null {
  const href = UNSEEN.test(words + address) || words.trim() === "" ? null : safeHref(address);
  if (href === null) return null;
  const place = placeOf(href);
  if (!LIKE_AN_ADDRESS.test(words)) return { href, shown: place };
  const said = safeHref(words.trim()) ?? safeHref(`https://${words.trim()}`);
  return said !== null && placeOf(said) === place ? { href, shown: null } : null;
}

/** The host, or for mail the address. */
function placeOf(href: string): string {
  const url = new URL(href);
  return url.protocol === "mailto:" ? url.pathname : url.host;
}
