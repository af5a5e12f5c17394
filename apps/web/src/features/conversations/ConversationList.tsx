"use client";
/** The list of conversations, most recently active first. */
import { MessagesSquare } from "lucide-react";
import { useRef, useState } from "react";
import { useChatClient, useConnection, useCurrentConversationId } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { EmptyState, ErrorState } from "../../ui/index.ts";
import { useNow } from "../messages/index.ts";
import { ConversationListSkeleton } from "./ConversationListSkeleton.tsx";
import { ConversationMenu, type OpenedMenu } from "./ConversationMenu.tsx";
import { ConversationRow } from "./ConversationRow.tsx";
import { LeftBehind } from "./LeftBehind.tsx";
import { startOfDay } from "./list-time.ts";
import { StartConversation } from "./StartConversation.tsx";
import { holdOrder, releaseOrder, useConversationOrder } from "./use-conversation-order.ts";
import { useReturnToRow } from "./use-return-to-row.ts";
import { useRovingRows } from "./use-roving-rows.ts";

export function ConversationList() {
  const listLoaded = useConversationsStore((store) => store.listLoaded);
  const ids = useConversationOrder();
  if (!listLoaded && ids.length === 0) return <NotYet />;
  if (ids.length === 0)
    return (
      <>
        <LeftBehind />
        <EmptyState
          icon={MessagesSquare}
          title={text("conversations.noConversations")}
          action={<StartConversation variant="secondary" />}
        />
      </>
    );
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-2"
      onPointerEnter={holdOrder}
      onPointerMove={holdOrder}
      onPointerLeave={releaseOrder}
    >
      <LeftBehind />
      <Rows ids={ids} />
    </div>
  );
}

function Rows({ ids }: { ids: readonly string[] }) {
  const currentId = useCurrentConversationId();
  const today = startOfDay(useNow());
  const list = useRef<HTMLUListElement>(null);
  const { tabStop, onKeyDown, onFocus } = useRovingRows(ids, currentId);
  useReturnToRow(list, currentId);
  const [menu, setMenu] = useState<OpenedMenu | null>(null);
  return (
    <>
      <ul ref={list} onKeyDown={onKeyDown} onFocus={onFocus}>
        {ids.map((id) => (
          <ConversationRow
            key={id}
            id={id}
            isCurrent={id === currentId}
            isTabStop={id === tabStop}
            today={today}
            onMenu={setMenu}
          />
        ))}
      </ul>
      <ConversationMenu opened={menu} onClose={() => setMenu(null)} />
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
