/** What of a conversation has the words that are looked for, the one that is shown, and the way to the others. */
import type { Message } from "@oschat/protocol";
import { useCallback, useEffect, useMemo, useState } from "react";
import { leadToMessage, useChatClient, useConversation } from "../../chat/index.ts";

const MOST = 1_000;
/** So long nothing is typed before the view moves. */
const PAUSE_MS = 150;
/** So many pages are fetched for one wish to look further back. */
const PAGES = 20;

export interface Found {
  readonly messages: readonly Message[];
  /** The place of the one that is shown among them, the newest being the first; -1 when there is none. */
  readonly place: number;
  /** The oldest moment that is held here; null when that is all there is. */
  readonly heldSince: string | null;
  readonly isLoading: boolean;
  readonly step: (by: 1 | -1) => void;
  readonly searchFurther: () => Promise<void>;
}

export function useFound(conversationId: string, words: string): Found {
  const client = useChatClient();
  const conversation = useConversation(conversationId);
  const [shownId, setShownId] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(false);
  const held = conversation?.window.messages;
  const excerpt = conversation?.excerpt?.messages;

  const search = useCallback(
    () => client.search(words, { conversationId, limit: MOST }),
    [client, conversationId, words],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is held is what is looked through
  const messages = useMemo(search, [search, held, excerpt]);
  const place = messages.findIndex(({ messageId }) => messageId === shownId);

  const show = useCallback((message: Message | undefined) => {
    setShownId(message?.messageId ?? null);
    if (message !== undefined) leadToMessage(message.messageId);
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => show(search()[0]), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search, show]);

  return {
    messages,
    place,
    heldSince: conversation?.window.reachedStart === false ? (held?.[0]?.createdAt ?? null) : null,
    isLoading,
    step: (by) => show(messages[(Math.max(place, 0) + (place < 0 ? 0 : by) + messages.length) % messages.length]),
    searchFurther: async () => {
      const before = messages.length;
      setLoading(true);
      try {
        for (let page = 0; page < PAGES && search().length === before; page += 1) {
          if (client.getState().conversations.get(conversationId)?.window.reachedStart !== false) break;
          await client.loadOlder(conversationId);
        }
        show(search()[before]);
      } catch {
        // The list's own notice says so, and offers to try again.
      } finally {
        setLoading(false);
      }
    },
  };
}
