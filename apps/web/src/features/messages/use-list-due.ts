/**
 * When the messages of a conversation are drawn. Where their rows have to be measured, whoever clicked sees first that the conversation
 * is open, and its messages a frame later. Without a click there is nothing to answer.
 */
import type { Conversation } from "@oschat/client";
import type { Me } from "@oschat/protocol";
import { useEffect, useState } from "react";
import { mayKnowSizes } from "./known-sizes.ts";
import { messageKey } from "./timeline-rows.ts";

export function useListDue({ id, window: { messages } }: Conversation, me: Me): boolean {
  const [isDue, setDue] = useState(() => {
    const newest = messages.at(-1);
    const isQuick = newest !== undefined && mayKnowSizes(id, messageKey(newest, me.id));
    return isQuick || !navigator.userActivation.hasBeenActive;
  });
  useEffect(() => {
    if (isDue) return;
    let timer: ReturnType<typeof setTimeout>;
    const frame = requestAnimationFrame(() => {
      // A task after a frame's callbacks runs when the frame has been handed to the screen.
      timer = setTimeout(() => setDue(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isDue]);
  return isDue;
}
