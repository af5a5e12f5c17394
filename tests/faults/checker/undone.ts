/**
 * A restore undoes what happened since the copy was made: that is what an operator asks for who goes back to it. What was answered
 * and shown in between therefore says nothing; what was asked for in between may or may not be there.
 */
import type { Entry, History } from "../history/entry.ts";

const SAYS_NOTHING: ReadonlySet<Entry["type"]> = new Set(["ok", "shown", "dropped", "heard", "marker", "outbox"]);

/** The same history without what was answered and shown between a copy and the return to it. */
export function withoutUndone(history: History): History {
  const faultAt = (name: string, phase: string) =>
    history.entries.find((entry) => entry.type === "fault" && entry.name === name && entry.phase === phase)?.at;
  const copied = faultAt("copy", "on");
  const restored = faultAt("restore", "off");
  if (copied === undefined || restored === undefined) return history;
  const isUndone = ({ at, type }: Entry) => at >= copied && at <= restored && SAYS_NOTHING.has(type);
  return { ...history, entries: history.entries.filter((entry) => !isUndone(entry)) };
}
