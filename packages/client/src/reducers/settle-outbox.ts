/** Optimistic entries vanish when the confirmed message is there. Pure. */
import type { Conversation, OutboxEntry } from "../state.ts";

/**
 * The entries that are still to be shown over the confirmed state: not those whose message the state already holds, known by
 * `clientMsgId` or, when cursor and acknowledgement are surely of the same epoch, by a cursor that has passed the acknowledged
 * revision (S6).
 */
export function unsettledEntries(
  conversation: Conversation,
  entries: readonly OutboxEntry[],
  { meId, isEpochSure }: { meId: string; isEpochSure: boolean },
): readonly OutboxEntry[] {
  if (entries.length === 0) return entries;
  const confirmed = new Set<string>();
  for (const message of conversation.window.messages) {
    if (message.senderId === meId) confirmed.add(message.clientMsgId);
  }
  const { lastMessage } = conversation.summary;
  if (lastMessage?.senderId === meId) confirmed.add(lastMessage.clientMsgId);
  const isPassed = ({ rev }: OutboxEntry) => isEpochSure && rev !== null && rev <= conversation.cursor;
  const left = entries.filter((entry) => !confirmed.has(entry.clientMsgId) && !isPassed(entry));
  return left.length === entries.length ? entries : left;
}
