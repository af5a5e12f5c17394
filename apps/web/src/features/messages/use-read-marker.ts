/** Reading is looking at the newest message for half a second with the page visible and focused; only then is it marked (R1). */
import { useEffect, useRef } from "react";
import { useChatClient } from "../../chat/index.ts";

const GLANCE_MS = 500;

export interface Reading {
  readonly conversationId: string;
  readonly lastSeq: number;
  readonly lastReadSeq: number;
  readonly isReading: boolean;
}

/** Marks what was there when a look began. What comes meanwhile gets a look of its own: a stream is marked as it flows. */
export function useReadMarker({ conversationId, lastSeq, lastReadSeq, isReading }: Reading): void {
  const client = useChatClient();
  const hasUnread = lastSeq > lastReadSeq;
  const newestSeq = useRef(lastSeq);
  useEffect(() => {
    newestSeq.current = lastSeq;
  }, [lastSeq]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every move of the marker begins the next look
  useEffect(() => {
    if (!isReading || !hasUnread) return;
    const seq = newestSeq.current;
    const timer = setTimeout(() => client.markRead(conversationId, seq), GLANCE_MS);
    return () => clearTimeout(timer);
  }, [client, conversationId, isReading, hasUnread, lastReadSeq]);
}
