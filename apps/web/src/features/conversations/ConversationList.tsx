"use client";
/** The list of conversations, most recently active first. */
import { MessagesSquare } from "lucide-react";
import { useChatClient, useConnection, useCurrentConversationId } from "../../chat/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { EmptyState, ErrorState } from "../../ui/index.ts";
import { ConversationListSkeleton } from "./ConversationListSkeleton.tsx";
import { ConversationRow } from "./ConversationRow.tsx";
import { useConversationOrder } from "./use-conversation-order.ts";
import { useRovingRows } from "./use-roving-rows.ts";
import { useToday } from "./use-today.ts";

export function ConversationList() {
  const listLoaded = useConversationsStore((store) => store.listLoaded);
  const { ids, onPointerEnter, onPointerLeave } = useConversationOrder();
  if (!listLoaded) return <NotYet />;
  if (ids.length === 0)
    return <EmptyState icon={MessagesSquare} title="No conversations yet. Start one with the pencil above." />;
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-2"
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      <Rows ids={ids} />
    </div>
  );
}

function Rows({ ids }: { ids: readonly string[] }) {
  const currentId = useCurrentConversationId();
  const today = useToday();
  const { tabStop, onKeyDown, onFocus } = useRovingRows(ids, currentId);
  return (
    <ul onKeyDown={onKeyDown} onFocus={onFocus}>
      {ids.map((id) => (
        <ConversationRow key={id} id={id} isCurrent={id === currentId} isTabStop={id === tabStop} today={today} />
      ))}
    </ul>
  );
}

/** Nothing is known yet: either it is on its way, or the server cannot be reached and this device holds nothing. */
function NotYet() {
  const client = useChatClient();
  const { status } = useConnection();
  if (status === "waiting" || status === "offline") {
    return (
      <ErrorState
        title="Your conversations could not be loaded."
        detail={status === "offline" ? "You're offline." : "The server can't be reached."}
        onRetry={() => client.retryNow()}
      />
    );
  }
  return <ConversationListSkeleton />;
}
