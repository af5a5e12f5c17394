/**
 * Where the new-messages line stands while a conversation is open. It is set on opening, from the read marker, and stays
 * there while it is read, until the reader takes it away. A new one appears only for messages that arrive unseen, once everything before them was read.
 */
import type { Message } from "@oschat/protocol";
import { isCountable } from "./timeline-rows.ts";

export interface UnreadMark {
  /** New are messages above this `seq`; null: nothing is marked. */
  readonly newAfterSeq: number | null;
  /** The newest `seq` this mark has taken into account; null before anything was shown. */
  readonly knownSeq: number | null;
}

export interface Arrival {
  readonly messages: readonly Message[];
  readonly meId: string;
  readonly lastReadSeq: number;
  /** The person is looking at the newest messages right now. */
  readonly isReading: boolean;
}

export const NO_MARK: UnreadMark = { newAfterSeq: null, knownSeq: null };

/** The mark once `messages` are shown; the same object when nothing changes. */
export function markAfterArrival(mark: UnreadMark, arrival: Arrival): UnreadMark {
  const { messages, meId, lastReadSeq, isReading } = arrival;
  const newest = messages.at(-1)?.seq ?? 0;
  if (mark.knownSeq === null) {
    const hasNew = messages.some((message) => message.seq > lastReadSeq && isCountable(message, meId));
    return { newAfterSeq: hasNew ? lastReadSeq : null, knownSeq: newest };
  }
  if (newest <= mark.knownSeq) return mark;
  const { knownSeq, newAfterSeq } = mark;
  const arrivedUnseen = !isReading && countNew(messages, knownSeq, meId) > 0;
  const allBeforeRead = newAfterSeq === null || lastReadSeq >= knownSeq;
  return { newAfterSeq: arrivedUnseen && allBeforeRead ? knownSeq : newAfterSeq, knownSeq: newest };
}

/** The same with nothing marked as new any more. */
export function withoutLine(mark: UnreadMark): UnreadMark {
  return { ...mark, newAfterSeq: null };
}

/** Others' texts above `afterSeq`. */
export function countNew(messages: readonly Message[], afterSeq: number, meId: string): number {
  let count = 0;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message === undefined || message.seq <= afterSeq) break;
    if (isCountable(message, meId)) count += 1;
  }
  return count;
}
