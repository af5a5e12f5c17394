/** Read markers and unread counts (I15). */
import { LIMITS } from "@oschat/protocol";
import type { FinalView } from "../history/entry.ts";
import type { Row } from "./asked.ts";
import type { Run } from "./run.ts";

export function* markersAreTrue(run: Run): Generator<string> {
  const ends = new Map(run.history.final.database.conversations.map(({ id, lastSeq }) => [id, lastSeq]));
  yield* markersNeverGoBack(run, ends);
  yield* storedMarkers(run, ends);
  for (const { who, userId, conversationId, view } of [...run.sights.values()].flat()) {
    if (view === null) continue;
    const unread = unreadOf(run.rows.get(conversationId) ?? [], userId, view);
    if (unread !== view.unread) yield `${who} counts ${view.unread} unread in ${conversationId}, it is ${unread}`;
  }
}

function* markersNeverGoBack(run: Run, ends: ReadonlyMap<string, number>): Generator<string> {
  for (const [device, steps] of run.steps) {
    const markers = new Map<string, number>();
    for (const { entry } of steps) {
      if (entry.type === "started") markers.clear();
      if (entry.type === "gone") markers.delete(entry.conversationId);
      if (entry.type !== "marker") continue;
      const { conversationId, lastReadSeq } = entry;
      const before = markers.get(conversationId) ?? 0;
      if (lastReadSeq < before) yield `${device} read ${conversationId} up to ${before}, then up to ${lastReadSeq}`;
      if (lastReadSeq > (ends.get(conversationId) ?? 0)) yield `${device} read ${conversationId} up to ${lastReadSeq}`;
      markers.set(conversationId, lastReadSeq);
    }
  }
}

/** Never beyond the end, never below what one has written oneself, and the same over REST. */
function* storedMarkers(run: Run, ends: ReadonlyMap<string, number>): Generator<string> {
  for (const { conversationId, userId, lastReadSeq } of run.history.final.database.members) {
    const own = (run.rows.get(conversationId) ?? []).filter((row) => row.senderId === userId && row.kind === "text");
    const who = `${userId} in ${conversationId}`;
    if (lastReadSeq > (ends.get(conversationId) ?? 0)) yield `${who} has read up to ${lastReadSeq}, beyond the end`;
    if (lastReadSeq < (own.at(-1)?.seq ?? 0)) yield `${who} has read up to ${lastReadSeq}, not up to their own message`;
    const reading = run.sights.get(conversationId)?.find((sight) => sight.userId === userId && sight.device === null);
    const read = reading?.view?.lastReadSeq ?? lastReadSeq;
    if (read !== lastReadSeq) yield `${who} has read up to ${lastReadSeq}, over REST up to ${read}`;
  }
}

/** Texts by others that stand, above the marker; one more than the limit means more. */
function unreadOf(rows: readonly Row[], userId: string, { lastReadSeq }: FinalView): number {
  const unread = rows.filter(
    ({ seq, kind, senderId, isDeleted }) => seq > lastReadSeq && kind === "text" && senderId !== userId && !isDeleted,
  );
  return Math.min(unread.length, LIMITS.unreadExact + 1);
}
