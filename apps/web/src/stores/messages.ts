/** What the views read of messages, over the conversations they belong to. */
import type { Conversation, OutboxEntry } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { useConversationsStore } from "./conversations.ts";

/** What the list shows as the newest: an own message on its way, else the newest confirmed one. */
export type NewestMessage =
  | { kind: "pending"; entry: OutboxEntry }
  | { kind: "confirmed"; message: Message }
  | { kind: "none" };

export function newestMessageOf({ summary, outbox }: Conversation): NewestMessage {
  const entry = outbox.at(-1);
  if (entry !== undefined) return { kind: "pending", entry };
  return summary.lastMessage === null ? { kind: "none" } : { kind: "confirmed", message: summary.lastMessage };
}

/** Unread messages in all conversations together; those in muted ones do not count. */
export function useUnreadTotal(): number {
  return useConversationsStore((store) =>
    store.conversations.reduce((sum, { summary }) => sum + (summary.muted ? 0 : summary.unread), 0),
  );
}
