/**
 * Finds web and mail addresses in plain text. What counts as a link is decided by the URL parser, never by looks: only
 * http, https and mailto, without user names (`https://bank.example@evil.example`), and without invisible or
 * direction-changing characters, which could make an address read as another.
 */

export type TextSegment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

const CANDIDATE = /\b(?:https?:\/\/|mailto:)[^\s<>"\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/giu;
const PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const TRAILING = new Set("'.,;:!?…»”’*_~|");
const CLOSING: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** The text in pieces; joined they are the text again. */
export function findLinks(text: string): TextSegment[] {
  // Most texts have no colon, and the expression takes long to get ready for the first one.
  if (!text.includes(":")) return text === "" ? [] : [{ kind: "text", text }];
  const segments: TextSegment[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const candidate = withoutTrailingPunctuation(match[0]);
    const href = safeHref(candidate);
    if (href === null) continue;
    if (match.index > end) segments.push({ kind: "text", text: text.slice(end, match.index) });
    segments.push({ kind: "link", text: candidate, href });
    end = match.index + candidate.length;
  }
  if (end < text.length) segments.push({ kind: "text", text: text.slice(end) });
  return segments;
}

/** The address as the browser takes it; null when it is none that may be followed. */
export function safeHref(candidate: string): string | null {
  if (!URL.canParse(candidate)) return null;
  const url = new URL(candidate);
  if (!PROTOCOLS.has(url.protocol) || url.username !== "" || url.password !== "") return null;
  if (url.protocol === "mailto:" && !url.pathname.includes("@")) return null;
  return url.href;
}

/** A full stop ends the sentence, not the address; a bracket belongs to it only if it was opened in it. */
function withoutTrailingPunctuation(candidate: string): string {
  const opened = new Map<string, number>();
  for (const character of candidate) {
    const opening = CLOSING[character];
    if (opening !== undefined) opened.set(opening, (opened.get(opening) ?? 0) - 1);
    else if ("([{".includes(character)) opened.set(character, (opened.get(character) ?? 0) + 1);
  }
  let end = candidate.length;
  for (; end > 0; end -= 1) {
    const last = candidate.charAt(end - 1);
    const opening = CLOSING[last];
    if (opening !== undefined && (opened.get(opening) ?? 0) < 0) opened.set(opening, (opened.get(opening) ?? 0) + 1);
    else if (!TRAILING.has(last)) break;
  }
  return candidate.slice(0, end);
}
