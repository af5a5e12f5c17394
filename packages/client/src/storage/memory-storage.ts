/** Storage that lives as long as the object: for programs that may forget, and for tests. */
import type { OutboxEntry } from "../state.ts";
import type { Storage, StoredConversation, StoredMeta } from "../storage.ts";

/** An empty {@link Storage} in memory. Several engines, one after the other, may use the same. */
export function memoryStorage(): Storage {
  let meta: StoredMeta | null = null;
  const conversations = new Map<string, StoredConversation>();
  const outbox = new Map<string, OutboxEntry>();
  const drafts = new Map<string, string>();

  return {
    async read() {
      return {
        meta,
        conversations: [...conversations.values()],
        outbox: [...outbox.values()],
        drafts: new Map(drafts),
      };
    },
    async write(changes) {
      meta = changes.meta ?? meta;
      for (const conversation of changes.putConversations ?? []) conversations.set(conversation.id, conversation);
      for (const id of changes.deleteConversations ?? []) conversations.delete(id);
      for (const entry of changes.putOutbox ?? []) outbox.set(entry.clientMsgId, entry);
      for (const id of changes.deleteOutbox ?? []) outbox.delete(id);
      for (const [id, text] of changes.putDrafts ?? []) {
        if (text === "") drafts.delete(id);
        else drafts.set(id, text);
      }
    },
    async clear() {
      meta = null;
      conversations.clear();
      outbox.clear();
      drafts.clear();
    },
    close() {},
  };
}
