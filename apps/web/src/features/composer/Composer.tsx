/** Where a message to one conversation is written. */
import { useConversation } from "../../chat/index.ts";
import { ComposerCard } from "./ComposerCard.tsx";

export function Composer({ conversationId }: { conversationId: string }) {
  const conversation = useConversation(conversationId);
  if (conversation === undefined) return null;
  return <ComposerCard conversation={conversation} />;
}
