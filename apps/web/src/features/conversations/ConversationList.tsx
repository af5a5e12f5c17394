"use client";
/** The list of conversations, most recently active first. */
import { MessagesSquare } from "lucide-react";
import { useChatClient, useConnection, useCurrentConversationId } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { EmptyState, ErrorState } from "../../ui/index.ts";
import { ConversationListSkeleton } from "./ConversationListSkeleton.tsx";
import { ConversationRows } from "./ConversationRows.tsx";
import { LeftBehind } from "./LeftBehind.tsx";
import { StartConversation } from "./StartConversation.tsx";
import { useConversationOrder } from "./use-conversation-order.ts";

export function ConversationList() {
  const listLoaded = useConversationsStore((store) => store.listLoaded);
  const ids = useConversationOrder();
  const currentId = useCurrentConversationId();
  // The one that the address names may be there before the list is.
  if (!listLoaded && ids.every((id) => id === currentId)) return <NotYet />;
  if (ids.length === 0)
    return (
      <>
        <LeftBehind />
        <EmptyState
          isBesideAnother
          icon={MessagesSquare}
          title={text("conversations.noConversations")}
          action={<StartConversation variant="secondary" />}
        />
      </>
    );
  return (
    <>
      <LeftBehind />
      <ConversationRows ids={ids} />
    </>
  );
}

/** Nothing is known yet: either it is on its way, or the server cannot be reached and this device holds nothing. */
function NotYet() {
  const client = useChatClient();
  const { status } = useConnection();
  if (status === "waiting" || status === "offline") {
    return (
      <ErrorState
        title={text("conversations.listNotLoaded")}
        detail={status === "offline" ? text("conversations.offlineBrief") : text("conversations.unreachableBrief")}
        onRetry={() => client.retryNow()}
      />
    );
  }
  return <ConversationListSkeleton />;
}
