/** The line between two days. */
import { dayLabel } from "./day-label.ts";
import { useNow } from "./use-now.ts";

export function DayRow({ at }: { at: number }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows of a virtual list stand in wrappers of its own
    <div role="listitem" className="flex items-center gap-3 px-4 desk:px-5 pt-5 pb-1">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      <DayChip at={at} />
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </div>
  );
}

/** A day's name, correct past midnight. */
export function DayChip({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString().slice(0, 10)} className="font-medium text-meta text-text-muted">
      {dayLabel(at, now)}
    </time>
  );
}
