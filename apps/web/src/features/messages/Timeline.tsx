/** The messages of one conversation, with who is typing below them: loading, failed, or there. */

import type { Conversation } from "@oschat/client";
import type { Me, Message } from "@oschat/protocol";
import { useMemo, useState } from "react";
import { useConversation, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { ErrorState } from "../../ui/index.ts";
import { Announcer } from "./Announcer.tsx";
import { MessageList } from "./MessageList.tsx";
import { hasMarkup } from "./markdown/has-markup.rules.ts";
import { useFormattingReady } from "./markdown/markdown-loader.ts";
import { TimelineSkeleton } from "./TimelineSkeleton.tsx";
import { TypingLine } from "./TypingLine.tsx";
import { useDestination } from "./use-destination.ts";
import { useListDue } from "./use-list-due.ts";
import { useOpening } from "./use-opening.ts";

export function Timeline({ conversationId }: { conversationId: string }) {
  const conversation = useConversation(conversationId);
  const me = useMe();
  if (conversation === undefined || me === null) return <TimelineSkeleton />;
  return <OpenTimeline key={conversationId} conversation={conversation} me={me} />;
}

function OpenTimeline({ conversation, me }: { conversation: Conversation; me: Me }) {
  const { phase, failure, retry } = useOpening(conversation);
  const { isSeeking, target, listKey, startsAtEnd, showLatest } = useDestination(conversation);
  const [wasOpen, setWasOpen] = useState(false);
  const isReadable = useReadable((conversation.excerpt ?? conversation.window).messages);
  const isOpen = phase === "open" && isReadable && (wasOpen || !isSeeking);
  if (isOpen && !wasOpen) setWasOpen(true);
  const isListDue = useListDue(conversation, me);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        {isOpen && isListDue ? (
          <MessageList
            key={listKey}
            conversation={conversation}
            me={me}
            target={target}
            startsAtEnd={startsAtEnd}
            onShowLatest={showLatest}
          />
        ) : null}
        {phase !== "failed" && !isOpen ? <TimelineSkeleton /> : null}
        {phase === "failed" ? <ErrorState title={text("messages.notLoaded")} detail={failure} onRetry={retry} /> : null}
      </div>
      <TypingLine typing={conversation.typing} />
      <Announcer conversation={conversation} meId={me.id} />
    </div>
  );
}

/** False until what is needed to show the messages in their final shape is there; then true for good. */
function useReadable(messages: readonly Message[]): boolean {
  const [wasReadable, setReadable] = useState(false);
  const isPlain = useMemo(() => wasReadable || !messages.some(({ body }) => hasMarkup(body)), [wasReadable, messages]);
  const isFormattingReady = useFormattingReady(!isPlain);
  const isReadable = isPlain || isFormattingReady;
  if (isReadable && messages.length > 0 && !wasReadable) setReadable(true);
  return isReadable;
}
