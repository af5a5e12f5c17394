/**
 * Follows an address that leads to a message: has it loaded, wherever in the history it is, and says so when it is not there.
 * A place far up is shown in a list of its own, in place of the newest messages, until the reader goes back to those.
 */
import type { Conversation } from "@oschat/client";
import { Refusal } from "@oschat/protocol";
import { useCallback, useEffect, useState } from "react";
import { sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { toast } from "../../ui/index.ts";
import { flash } from "./message-ui.ts";
import { rememberPlace } from "./scroll-memory.ts";

/** A new object for each time that one is led there. */
export interface Target {
  readonly messageId: string;
}

export interface Destination {
  /** What is led to is being fetched. */
  readonly isSeeking: boolean;
  readonly target: Target | null;
  /** Another one for each list that takes the place of the one before. */
  readonly listKey: number;
  /** The list begins at the newest message, whatever is unread above it. */
  readonly startsAtEnd: boolean;
  readonly showLatest: () => void;
}

export function useDestination({ id }: Conversation): Destination {
  const client = useChatClient();
  const wanted = useConversationsStore(({ destination }) => destination);
  const [reached, setReached] = useState<{ wanted: Target | null; target: Target | null }>({
    wanted: null,
    target: null,
  });
  const [listKey, setListKey] = useState(0);
  const [startsAtEnd, setStartsAtEnd] = useState(false);

  useEffect(() => {
    if (wanted === null) return;
    setStartsAtEnd(false);
    let isDropped = false;
    const held = () => client.getState().conversations.get(id);
    const before = held()?.excerpt?.aroundId;
    client.openAround(id, wanted.messageId).then(
      () => {
        if (isDropped) return;
        const now = held();
        const messages = (now?.excerpt ?? now?.window)?.messages;
        const message = messages?.find(({ messageId }) => messageId === wanted.messageId);
        if (now?.excerpt?.aroundId !== before) setListKey((key) => key + 1);
        setReached({ wanted, target: { messageId: wanted.messageId } });
        if (message === undefined || message.deletedAt !== null) toast({ text: text("messages.linkDeleted") });
        flash(wanted.messageId);
      },
      (error: unknown) => {
        if (isDropped) return;
        setReached({ wanted, target: null });
        const isUnknown = error instanceof Refusal;
        const reason = sentenceFor(error);
        toast({
          kind: "error",
          text: isUnknown ? text("messages.linkUnknown") : text("messages.linkNotReached", { reason }),
        });
      },
    );
    return () => {
      isDropped = true;
    };
  }, [client, id, wanted]);

  const showLatest = useCallback(() => {
    rememberPlace(id, null);
    setStartsAtEnd(true);
    setReached({ wanted, target: null });
    setListKey((key) => key + 1);
    client.closeExcerpt(id);
  }, [client, id, wanted]);

  return {
    isSeeking: wanted !== null && reached.wanted !== wanted,
    target: reached.target,
    listKey,
    startsAtEnd,
    showLatest,
  };
}
