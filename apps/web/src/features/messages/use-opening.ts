/**
 * Gets a conversation ready to be shown: its newest page and, when there is unread above that, as much history as it takes
 * to start at the first unread message.
 */
import type { Conversation } from "@oschat/client";
import { useCallback, useEffect, useState } from "react";
import { sentenceFor, useChatClient, useConnection } from "../../chat/index.ts";
import { rememberedPlace } from "./scroll-memory.ts";

/** Someone with more unread than this many pages hold starts at the newest message. */
const MOST_PAGES = 4;

export interface Opening {
  readonly phase: "loading" | "open" | "failed";
  readonly failure: string;
  readonly retry: () => void;
}

export function useOpening(conversation: Conversation): Opening {
  const client = useChatClient();
  const isLive = useConnection().status === "live";
  const { id, window } = conversation;
  const [failure, setFailure] = useState<string | null>(null);
  const [pagesAsked, setPagesAsked] = useState(0);
  const [isOpen, setOpen] = useState(false);

  const open = useCallback(() => {
    setFailure(null);
    client.openConversation(id).catch((error: unknown) => setFailure(sentenceFor(error)));
  }, [client, id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what could not be fetched is fetched once the connection is back
  useEffect(open, [open, isLive]);

  const shouldWait = !isOpen && pagesAsked <= MOST_PAGES && !window.olderFailed && hasUnreadAbove(conversation);
  useEffect(() => {
    if (isOpen || !window.loaded || window.loadingOlder) return;
    if (!shouldWait || pagesAsked === MOST_PAGES) {
      setOpen(true);
      return;
    }
    setPagesAsked(pagesAsked + 1);
    client.loadOlder(id).catch(() => setOpen(true));
  }, [client, id, isOpen, shouldWait, pagesAsked, window.loaded, window.loadingOlder]);

  const isThere = isOpen || (window.loaded && !shouldWait);
  const phase = isThere ? "open" : failure !== null && !window.loaded ? "failed" : "loading";
  return { phase, failure: failure ?? "", retry: open };
}

function hasUnreadAbove({ id, summary, window }: Conversation): boolean {
  const oldest = window.messages[0];
  if (oldest === undefined || window.reachedStart || summary.unread === 0) return false;
  return oldest.seq > summary.lastReadSeq + 1 && rememberedPlace(id) === null;
}
