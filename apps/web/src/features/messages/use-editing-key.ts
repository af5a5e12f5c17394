/** The row that is being edited stays mounted and in view. */
import type { Conversation } from "@oschat/client";
import { useMessageUi } from "./message-ui.ts";
import { messageKey } from "./timeline-rows.ts";

/** The key of that row; null when none is. */
export function useEditingKey({ id, window: { messages } }: Conversation, meId: string): string | null {
  const editing = useMessageUi((ui) => ui.editing);
  if (editing?.conversationId !== id) return null;
  const message = messages.findLast(({ messageId }) => messageId === editing.messageId);
  return message === undefined ? null : messageKey(message, meId);
}
