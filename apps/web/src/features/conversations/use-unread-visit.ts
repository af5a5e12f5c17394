/**
 * A conversation that I marked as unread stays so while I remain in it, reload the page, or look at it again. Coming back to it and
 * looking for half a second takes the mark away.
 */
import type { Conversation } from "@oschat/client";
import { useEffect, useRef } from "react";
import { isStillThere, useChatClient } from "../../chat/index.ts";
import { usePageActive } from "../messages/index.ts";

const GLANCE_MS = 500;

export function useUnreadVisit({ id, summary: { unreadFrom } }: Conversation): void {
  const client = useChatClient();
  const isActive = usePageActive();
  const found = useRef<{ id: string; mark: number | null } | null>(null);
  if (found.current?.id !== id) found.current = { id, mark: isStillThere(id) ? null : unreadFrom };
  const { mark } = found.current;
  const isForgiven = mark !== null && mark === unreadFrom && isActive;
  useEffect(() => {
    if (unreadFrom !== mark && found.current !== null) found.current.mark = null;
    if (!isForgiven) return;
    const timer = setTimeout(() => client.markUnread(id, null), GLANCE_MS);
    return () => clearTimeout(timer);
  }, [client, id, isForgiven, mark, unreadFrom]);
}
