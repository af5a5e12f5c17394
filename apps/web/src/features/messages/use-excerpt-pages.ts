/** Fetches what comes before and after a place far up in the history, before the reader gets to the end of what is held. */
import type { Excerpt } from "@oschat/client";
import { useCallback, useEffect, useRef } from "react";
import { useChatClient } from "../../chat/index.ts";
import type { OlderPages } from "./use-older-pages.ts";

/** In heights of the view. */
const FETCH_AHEAD = 1.5;

/** Null while the newest messages are shown. */
export function useExcerptPages(conversationId: string, excerpt: Excerpt | null): OlderPages | null {
  const client = useChatClient();
  const latest = useRef(excerpt);
  useEffect(() => {
    latest.current = excerpt;
  }, [excerpt]);

  const fetch = useCallback(
    (direction: "older" | "newer") => {
      // A failure is part of the excerpt's state.
      client.extendExcerpt(conversationId, direction).catch(() => undefined);
    },
    [client, conversationId],
  );
  const fetchOlder = useCallback(() => fetch("older"), [fetch]);
  const fetchWhenNear = useCallback(
    ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) => {
      const held = latest.current;
      if (held === null) return;
      const ahead = clientHeight * FETCH_AHEAD;
      if (scrollTop < ahead && !held.reachedStart && !held.loadingOlder && !held.olderFailed) fetch("older");
      if (scrollHeight - clientHeight - scrollTop < ahead && !held.loadingNewer && !held.newerFailed) fetch("newer");
    },
    [fetch],
  );
  return excerpt === null ? null : { fetchWhenNear, fetchOlder };
}
