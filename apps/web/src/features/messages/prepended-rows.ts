/** Tells growth at the start of the rows from every other change: the list keeps its place from the end only then. */
import type { TimelineRow } from "./timeline-rows.ts";

/** True when the first message of `before` stands further down in `after`. */
export function hasPrepended(before: readonly TimelineRow[], after: readonly TimelineRow[]): boolean {
  const wasAt = before.findIndex(isLasting);
  const first = before[wasAt];
  return first !== undefined && after.findIndex((row) => row.key === first.key) > wasAt;
}

/** Day lines and the like belong to their place, not to a message: they come and go. */
function isLasting(row: TimelineRow): boolean {
  return row.kind === "message" || row.kind === "system";
}
