/** The row of the message that is led to. */
import { useMemo } from "react";
import { isConfirmed, type TimelineRow } from "./timeline-rows.ts";
import type { Target } from "./use-destination.ts";

/** A new object for each time that one is led there. */
export interface TargetRow {
  readonly rowKey: string;
}

export function useTargetRow(rows: readonly TimelineRow[], target: Target | null): TargetRow | null {
  const rowKey = useMemo(() => {
    const row = rows.find((row) => target !== null && messageIdOf(row) === target.messageId);
    return row?.key ?? null;
  }, [rows, target]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same row is led to again by another target
  return useMemo(() => (rowKey === null ? null : { rowKey }), [rowKey, target]);
}

function messageIdOf(row: TimelineRow): string | null {
  if (row.kind === "system") return row.message.messageId;
  return row.kind === "message" && isConfirmed(row.source) ? row.source.messageId : null;
}
