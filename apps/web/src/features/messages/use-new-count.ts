/** How many messages are new since the end was last in view; at first, those that were unread. */
import type { Conversation } from "@oschat/client";
import { useState } from "react";
import { countNew } from "./unread-mark.ts";

interface NewCountInput {
  messages: Conversation["window"]["messages"];
  meId: string;
  newAfterSeq: number | null;
  /** The newest message is in view. */
  isSeeing: boolean;
}

export function useNewCount({ messages, meId, newAfterSeq, isSeeing }: NewCountInput): number {
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const [seenSeq, setSeenSeq] = useState(newAfterSeq ?? lastSeq);
  if (isSeeing && seenSeq !== lastSeq) setSeenSeq(lastSeq);
  return countNew(messages, seenSeq, meId);
}
