/**
 * When the messages of a conversation are drawn. Where their rows have to be measured, whoever clicked sees first that the conversation
 * is open, and its messages a frame later. Before the first click or key there is nothing to answer.
 */
import type { Conversation } from "@oschat/client";
import type { Me } from "@oschat/protocol";
import { useEffect, useState } from "react";
import { afterPaint } from "../../ui/index.ts";
import { mayKnowSizes } from "./known-sizes.ts";
import { messageKey } from "./timeline-rows.ts";

export function useListDue(conversation: Conversation, me: Me): boolean {
  const [isDue, setDue] = useState(() => {
    // Older browsers do not say.
    const isAnswer = navigator.userActivation?.hasBeenActive === true;
    return !isAnswer || mayKnowSizes(conversation.id, lastRowKey(conversation, me));
  });
  useEffect(() => {
    if (!isDue) return afterPaint(() => setDue(true));
  }, [isDue]);
  return isDue;
}

function lastRowKey({ outbox, window }: Conversation, me: Me): string | null {
  const newest = window.messages.at(-1);
  return outbox.at(-1)?.clientMsgId ?? (newest === undefined ? null : messageKey(newest, me.id));
}
