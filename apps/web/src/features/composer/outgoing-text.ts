/** From what was typed to what is sent, and how much room is left. Pure. */
import { countCodePoints, LIMITS } from "@oschat/protocol";

/** The room that is left is shown in the last tenth of the limit. */
const LITTLE = LIMITS.bodyCodePoints / 10;

const HALF_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text without empty lines around it and without characters that cannot be stored; empty: nothing to send. */
export function outgoingText(typed: string): string {
  return typed
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "")
    .replace(HALF_SURROGATE, "\uFFFD")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();
}

export type Room =
  | { readonly kind: "plenty" }
  | { readonly kind: "little"; readonly left: number }
  | { readonly kind: "none"; readonly excess: number };

export function roomLeft(text: string): Room {
  // A text has at least as many code units as code points: most texts need no counting.
  if (text.length < LIMITS.bodyCodePoints - LITTLE) return { kind: "plenty" };
  const left = LIMITS.bodyCodePoints - countCodePoints(text);
  if (left < 0) return { kind: "none", excess: -left };
  return left <= LITTLE ? { kind: "little", left } : { kind: "plenty" };
}
