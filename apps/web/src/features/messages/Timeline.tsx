/** The messages of one conversation, with who is typing below them: loading, failed, or there. */

import type { Conversation } from "@oschat/client";
import type { Me } from "@oschat/protocol";
import { useConversation, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { ErrorState } from "../../ui/index.ts";
import { Announcer } from "./Announcer.tsx";
import { MessageList } from "./MessageList.tsx";
import { TimelineSkeleton } from "./TimelineSkeleton.tsx";
import { TypingLine } from "./TypingLine.tsx";
import { useOpening } from "./use-opening.ts";

export function Timeline({ conversationId }: { conversationId: string }) {
  const conversation = useConversation(conversationId);
  const me = useMe();
  if (conversation === undefined || me === null) return <TimelineSkeleton />;
  return <OpenTimeline key={conversationId} conversation={conversation} me={me} />;
}

function OpenTimeline({ conversation, me }: { conversation: Conversation; me: Me }) {
  const { phase, failure, retry } = useOpening(conversation);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        {phase === "open" ? <MessageList conversation={conversation} me={me} /> : null}
        {phase === "loading" ? <TimelineSkeleton /> : null}
        {phase === "failed" ? <ErrorState title={text("messages.notLoaded")} detail={failure} onRetry={retry} /> : null}
      </div>
      <TypingLine typing={conversation.typing} />
      <Announcer conversation={conversation} meId={me.id} />
    </div>
  );
}
