"use client";
/** One conversation: header, connection line, timeline, composer. */
import type { Conversation } from "@oschat/client";
import { ArrowLeft, MessageCircleOff } from "lucide-react";
import { useEffect, useId } from "react";
import { goToList, useChatClient, useConnection, useConversation } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { Button, EmptyState, IconButton, Skeleton } from "../../ui/index.ts";
import { ClosedComposer, Composer } from "../composer/index.ts";
import { FindBar } from "../find/index.ts";
import { Timeline } from "../messages/index.ts";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { LeftBehind } from "./LeftBehind.tsx";
import { useUnreadVisit } from "./use-unread-visit.ts";

export function ConversationPane({ conversationId }: { conversationId: string }) {
  const client = useChatClient();
  const conversation = useConversation(conversationId);
  const isKnown = conversation !== undefined;
  const headingId = useId();

  useEffect(() => {
    if (!isKnown) return;
    client.openConversation(conversationId).catch(() => {
      // The engine keeps what it holds and tries again on reconnect; the timeline shows what there is.
    });
  }, [client, conversationId, isKnown]);

  if (conversation === undefined) return <Unknown conversationId={conversationId} />;
  return (
    <section aria-labelledby={headingId} className="flex h-full min-w-0 flex-col">
      <ConversationHeader conversation={conversation} headingId={headingId} />
      <UnreadVisit conversation={conversation} />
      <ConnectionBanner />
      <section data-region aria-label={text("shortcuts.messagesRegion")} className="flex min-h-0 flex-1 flex-col">
        <h2 className="sr-only">{text("shortcuts.messagesRegion")}</h2>
        <FindBar key={`find ${conversationId}`} conversationId={conversationId} />
        <Timeline key={conversationId} conversationId={conversationId} />
      </section>
      <Composer conversationId={conversationId} />
    </section>
  );
}

/** Shows nothing. */
function UnreadVisit({ conversation }: { conversation: Conversation }) {
  useUnreadVisit(conversation);
  return null;
}

/** The address names a conversation that is not in the list: not there yet, or not (any more) for this person. */
function Unknown({ conversationId }: { conversationId: string }) {
  const { status } = useConnection();
  const listLoaded = useConversationsStore((store) => store.listLoaded);
  if (!listLoaded || status === "connecting" || status === "catching-up" || status === "starting")
    return <HeaderSkeleton />;
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{text("conversations.noSuchConversation")}</h1>
      <div className="pt-3 desk:hidden">
        <LeftBehind />
      </div>
      <EmptyState
        icon={MessageCircleOff}
        title={text("conversations.notHere")}
        action={
          <Button variant="secondary" onClick={goToList}>
            {text("conversations.backToConversations")}
          </Button>
        }
      />
      <ClosedComposer conversationId={conversationId} />
    </div>
  );
}

function HeaderSkeleton() {
  return (
    <div className="flex h-14 items-center gap-3 border-line border-b px-3 desk:px-5">
      <IconButton
        label={text("conversations.backToConversations")}
        icon={ArrowLeft}
        onClick={goToList}
        className="-ms-1 desk:hidden"
      />
      <h1 className="sr-only">{text("conversations.loadingConversation")}</h1>
      <Skeleton round width={32} height={32} />
      <Skeleton width={140} height={14} />
    </div>
  );
}
