/**
 * How high the rows of each conversation were when it was left, as long as the page lives. Opened again with the same rows in the
 * same look, it stands where it belongs in its first frame: nothing has to be measured, and nothing is sought unseen.
 */
import type { CacheSnapshot } from "virtua";
import type { TimelineRow } from "./timeline-rows.ts";

export interface KnownSizes {
  readonly sizes: CacheSnapshot;
  /** They hold for a list that is so many pixels wide. */
  readonly width: number;
}

interface LeftSizes extends KnownSizes {
  readonly rows: readonly TimelineRow[];
  readonly look: string;
}

/** Conversations left last come last. */
const known = new Map<string, LeftSizes>();
const MOST_KNOWN = 50;

export function rememberSizes(conversationId: string, rows: readonly TimelineRow[], sizes: KnownSizes): void {
  known.delete(conversationId);
  known.set(conversationId, { ...sizes, rows, look: look() });
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

/** Null when there are none, or rows or look are no longer the same. */
export function knownSizes(conversationId: string, rows: readonly TimelineRow[]): KnownSizes | null {
  const left = known.get(conversationId);
  return left !== undefined && left.look === look() && areSame(left.rows, rows) ? left : null;
}

/** Whether there may be some: the conversation ends with the row that it ended with when it was left. */
export function mayKnowSizes(conversationId: string, lastRowKey: string | null): boolean {
  return lastRowKey !== null && known.get(conversationId)?.rows.at(-1)?.key === lastRowKey;
}

/** What the height of a row depends on besides the row and its width. */
function look(): string {
  const { dataset, lang, style } = document.documentElement;
  return [devicePixelRatio, lang, dataset.density, style.getPropertyValue("--text-scale")].join(" ");
}

function areSame(before: readonly TimelineRow[], now: readonly TimelineRow[]): boolean {
  return before.length === now.length && before.every((row, index) => isSame(row, now[index]));
}

function isSame(before: TimelineRow, now: TimelineRow | undefined): boolean {
  if (before.key !== now?.key || before.kind !== now.kind) return false;
  if (before.kind === "system" && now.kind === "system") return before.message === now.message;
  if (before.kind !== "message" || now.kind !== "message") return true;
  return before.source === now.source && before.isContinued === now.isContinued;
}
