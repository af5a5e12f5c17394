/** Keeps the new-messages line where it belongs while a conversation is open; see `unread-mark.ts`. */
import { useState } from "react";
import { type Arrival, markAfterArrival, NO_MARK } from "./unread-mark.ts";

/** The `seq` above which messages are new; null when none are. Part of the same render as the messages it is about. */
export function useUnreadMark(arrival: Arrival): number | null {
  const [mark, setMark] = useState(NO_MARK);
  const next = markAfterArrival(mark, arrival);
  if (next !== mark) setMark(next);
  return next.newAfterSeq;
}
