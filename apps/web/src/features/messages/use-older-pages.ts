/** Fetches history before the reader gets to the end of it, so that nobody ever waits at the top. */
import type { ConnectionStatus, Window } from "@oschat/client";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { useChatClient } from "../../chat/index.ts";

/** In heights of the view. */
const FETCH_AHEAD = 1.5;

export interface OlderPages {
  /** To be called with the scrolling element whenever it moved or its content changed. */
  readonly fetchWhenNear: (scroller: HTMLElement) => void;
  readonly fetchOlder: () => void;
}

export function useOlderPages(conversationId: string, window: Window, status: ConnectionStatus): OlderPages {
  const client = useChatClient();
  const latest = useRef(window);
  useLayoutEffect(() => {
    latest.current = window;
  });

  const fetchOlder = useCallback(() => {
    // A failure is part of the window's state: the notice shows it.
    client.loadOlder(conversationId).catch(() => undefined);
  }, [client, conversationId]);

  const fetchWhenNear = useCallback(
    (scroller: HTMLElement) => {
      const { reachedStart, loadingOlder, olderFailed } = latest.current;
      if (reachedStart || loadingOlder || olderFailed) return;
      if (scroller.scrollTop < scroller.clientHeight * FETCH_AHEAD) fetchOlder();
    },
    [fetchOlder],
  );

  useEffect(() => {
    if (status === "live" && latest.current.olderFailed) fetchOlder();
  }, [status, fetchOlder]);

  return { fetchWhenNear, fetchOlder };
}
