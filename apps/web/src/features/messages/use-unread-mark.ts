/** Keeps the new-messages line where it belongs while a conversation is open; see `unread-mark.ts`. */
import { useEffect, useState } from "react";
import { type Arrival, markAfterArrival, NO_MARK, withoutLine } from "./unread-mark.ts";

let endShownLine: (() => void) | null = null;

/** Takes the line out of the open conversation; false when there is none. */
export function endUnreadLine(): boolean {
  if (endShownLine === null) return false;
  endShownLine();
  return true;
}

/** The `seq` above which messages are new; null when none are. Part of the same render as the messages it is about. */
export function useUnreadMark(arrival: Arrival): number | null {
  const [mark, setMark] = useState(NO_MARK);
  const next = markAfterArrival(mark, arrival);
  if (next !== mark) setMark(next);
  const hasLine = next.newAfterSeq !== null;
  useEffect(() => {
    if (!hasLine) return;
    endShownLine = () => setMark(withoutLine);
    return () => {
      endShownLine = null;
    };
  }, [hasLine]);
  return next.newAfterSeq;
}
