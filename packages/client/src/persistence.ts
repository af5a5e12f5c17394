/**
 * Saves what changed, each time in one write: a conversation goes with its cursor, and with the removal of the outbox entries
 * it confirms (S3). Writes follow one another. A storage that fails delays nothing: the engine goes on in memory, and what was
 * not saved is tried again with the next write.
 */
import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";
import { WRITE_PATIENCE_MS, withPatience } from "./patience.ts";
import { trimWindow } from "./reducers/window.ts";
import type { Conversation } from "./state.ts";
import type { Storage, StorageWrite, StoredConversation } from "./storage.ts";
import type { Store } from "./store.ts";

const DEBOUNCE_MS = 100;
/** Messages of one conversation kept on the device. */
const STORED_MESSAGES = 200;

export type Persistence = ReturnType<typeof createPersistence>;

export function createPersistence(deps: { storage: Storage; store: Store; clock: Clock; logger: Logger }) {
  const { storage, store, clock, logger } = deps;
  const { unsaved } = store;
  const saved = new Map<string, Conversation>();
  let isEnabled = false;
  let cancelTimer: (() => void) | null = null;
  let lastWrite: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (!isEnabled || cancelTimer !== null) return;
    cancelTimer = clock.after(DEBOUNCE_MS, () => {
      cancelTimer = null;
      enqueue();
    });
  }

  function enqueue(): Promise<void> {
    lastWrite = lastWrite.then(writeUnsaved);
    return lastWrite;
  }

  async function writeUnsaved(): Promise<void> {
    if (!isEnabled) return;
    const taken = {
      conversations: [...unsaved.conversations],
      outbox: [...unsaved.outbox],
      drafts: [...unsaved.drafts],
      meta: unsaved.meta,
    };
    const write = describe(taken);
    unsaved.conversations.clear();
    unsaved.outbox.clear();
    unsaved.drafts.clear();
    unsaved.meta = false;
    if (Object.keys(write).length === 0) return;
    const written = taken.conversations.map((id) => [id, store.conversation(id)] as const);
    try {
      await storage.write(write);
      for (const [id, conversation] of written) {
        if (conversation === undefined) saved.delete(id);
        else saved.set(id, conversation);
      }
    } catch (error) {
      logger.warn("Could not save to this device's storage; going on in memory.", error);
      for (const id of taken.conversations) unsaved.conversations.add(id);
      for (const id of taken.outbox) unsaved.outbox.add(id);
      for (const id of taken.drafts) unsaved.drafts.add(id);
      unsaved.meta ||= taken.meta;
    }
  }

  /** The write that brings storage to the present state of the named things. */
  function describe(taken: {
    conversations: string[];
    outbox: string[];
    drafts: string[];
    meta: boolean;
  }): StorageWrite {
    const conversations = taken.conversations.map((id) => store.conversation(id));
    const putConversations = conversations
      .filter((conversation) => conversation !== undefined)
      .filter(differsFromSaved);
    const deleteConversations = taken.conversations.filter((id) => store.conversation(id) === undefined);
    const entries = new Map(store.allEntries().map((entry) => [entry.clientMsgId, entry]));
    const putOutbox = [...entries.values()].filter((entry) => taken.outbox.includes(entry.clientMsgId));
    const deleteOutbox = taken.outbox.filter((id) => !entries.has(id));
    const meta = taken.meta ? store.meta() : null;
    return {
      ...(meta === null ? {} : { meta }),
      ...(putConversations.length === 0 ? {} : { putConversations: putConversations.map(toStored) }),
      ...(deleteConversations.length === 0 ? {} : { deleteConversations }),
      ...(putOutbox.length === 0 ? {} : { putOutbox }),
      ...(deleteOutbox.length === 0 ? {} : { deleteOutbox }),
      ...(taken.drafts.length === 0 ? {} : { putDrafts: new Map(taken.drafts.map((id) => [id, store.draftOf(id)])) }),
    };
  }

  function differsFromSaved(conversation: Conversation): boolean {
    const known = saved.get(conversation.id);
    return (
      known?.summary !== conversation.summary ||
      known.window !== conversation.window ||
      known.members !== conversation.members ||
      known.cursor !== conversation.cursor ||
      known.own !== conversation.own
    );
  }

  /** A write that hangs no longer holds up sending. */
  function unlessItHangs(write: Promise<void>): Promise<void> {
    return withPatience(write, WRITE_PATIENCE_MS, clock).catch((error) =>
      logger.warn("Saving to this device's storage hangs.", error),
    );
  }

  store.onUnsaved(schedule);

  return {
    /** Begins saving, once what the device held has been read. */
    enable(): void {
      isEnabled = true;
      for (const [id, conversation] of store.getState().conversations) saved.set(id, conversation);
      schedule();
    },
    /** Resolves when everything changed so far is saved, or when storage has failed or hangs. Never rejects. */
    flush(): Promise<void> {
      if (!isEnabled) return Promise.resolve();
      return unlessItHangs(enqueue());
    },
    /** Saves the rest, then writes no more. */
    async finish(): Promise<void> {
      cancelTimer?.();
      if (isEnabled) await unlessItHangs(enqueue());
      isEnabled = false;
    },
    /** Writes no more, not even the rest; resolves when no write is under way. */
    async abandon(): Promise<void> {
      cancelTimer?.();
      isEnabled = false;
      await unlessItHangs(lastWrite);
    },
  };
}

function toStored({ id, summary, members, window, cursor, own }: Conversation): StoredConversation {
  return { id, summary, members, window: trimWindow(window, STORED_MESSAGES), cursor, own };
}
