/**
 * Owns the one immutable snapshot. Every change replaces the snapshot, the conversations map and only those conversations
 * that changed. Unsent messages and drafts are kept beside the conversations, so they outlive a conversation that is dropped
 * to be fetched anew (S6), and are laid over it when it is there. Names what has to be saved, saves nothing itself.
 */
import type { Me } from "@oschat/protocol";
import type { Logger } from "./logger.ts";
import { unsettledEntries } from "./reducers/settle-outbox.ts";
import type { ChatState, ConnectionState, Conversation, OutboxEntry } from "./state.ts";
import type { StoredConversation, StoredMeta, StoredState } from "./storage.ts";

/** Keys of what differs from the device's storage. */
export interface Unsaved {
  readonly conversations: Set<string>;
  readonly outbox: Set<string>;
  readonly drafts: Set<string>;
  meta: boolean;
}

export type Store = ReturnType<typeof createStore>;

const UNMARKED: Conversation["own"] = { confirmed: { muted: false, unreadFrom: null, ownRev: 0 }, wished: null };
const NO_ENTRIES: readonly OutboxEntry[] = [];

export function createStore(logger: Logger) {
  let state: ChatState = {
    me: null,
    connection: { status: "starting", retryAt: null, lastLiveAt: null, endReason: null },
    listLoaded: false,
    conversations: new Map(),
    leftBehind: [],
  };
  let epoch: string | null = null;
  /** Whether the server is known to be of this epoch. While not connected it may have gone back to a backup unnoticed. */
  let isEpochSure = false;
  const outbox = new Map<string, readonly OutboxEntry[]>();
  const drafts = new Map<string, string>();
  const unsaved: Unsaved = { conversations: new Set(), outbox: new Set(), drafts: new Set(), meta: false };
  const listeners = new Set<() => void>();
  let onUnsaved = () => {};
  let isNotifying = false;

  function set(changes: Partial<ChatState>): void {
    state = { ...state, ...changes };
    if (isNotifying) return;
    isNotifying = true;
    queueMicrotask(notify);
  }

  function notify(): void {
    isNotifying = false;
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        logger.warn("A listener of the chat state threw.", error);
      }
    }
  }

  /** Lays outbox and draft over the conversation, and lets go of entries that are confirmed. */
  function overlaid(conversation: Conversation): Conversation {
    const { id } = conversation;
    const entries = outbox.get(id) ?? NO_ENTRIES;
    const left = unsettledEntries(conversation, entries, { meId: state.me?.id ?? "", isEpochSure });
    if (left !== entries) replaceEntries(id, left);
    const draft = drafts.get(id) ?? "";
    if (conversation.outbox === left && conversation.draft === draft) return conversation;
    return { ...conversation, outbox: left, draft };
  }

  function replaceEntries(conversationId: string, entries: readonly OutboxEntry[]): void {
    const before = outbox.get(conversationId) ?? NO_ENTRIES;
    const known = new Set(before);
    for (const entry of entries) if (!known.has(entry)) unsaved.outbox.add(entry.clientMsgId);
    const kept = new Set(entries.map((entry) => entry.clientMsgId));
    for (const entry of before) if (!kept.has(entry.clientMsgId)) unsaved.outbox.add(entry.clientMsgId);
    if (entries.length === 0) outbox.delete(conversationId);
    else outbox.set(conversationId, entries);
  }

  function put(changed: readonly Conversation[]): void {
    const next = changed
      .map(overlaid)
      .filter((conversation) => state.conversations.get(conversation.id) !== conversation);
    if (next.length === 0) return;
    const conversations = new Map(state.conversations);
    for (const conversation of next) {
      conversations.set(conversation.id, conversation);
      unsaved.conversations.add(conversation.id);
    }
    set({ conversations });
    onUnsaved();
  }

  function refreshOverlay(conversationId: string): void {
    const conversation = state.conversations.get(conversationId);
    if (conversation === undefined) onUnsaved();
    else put([conversation]);
  }

  function drop(ids: readonly string[]): void {
    const conversations = new Map(state.conversations);
    for (const id of ids) {
      conversations.delete(id);
      unsaved.conversations.add(id);
    }
    set({ conversations });
    onUnsaved();
  }

  function setOutbox(conversationId: string, entries: readonly OutboxEntry[]): void {
    replaceEntries(conversationId, entries);
    refreshOverlay(conversationId);
  }

  function setDraft(conversationId: string, text: string): void {
    if ((drafts.get(conversationId) ?? "") === text) return;
    if (text === "") drafts.delete(conversationId);
    else drafts.set(conversationId, text);
    unsaved.drafts.add(conversationId);
    refreshOverlay(conversationId);
  }

  function restore(stored: StoredState): void {
    const sentMeanwhile = [...outbox.values()].flat();
    outbox.clear();
    const storedIds = new Set(stored.outbox.map((entry) => entry.clientMsgId));
    const waiting = stored.outbox.map(asNotSending);
    for (const entry of [...waiting, ...sentMeanwhile.filter((sent) => !storedIds.has(sent.clientMsgId))]) {
      outbox.set(entry.conversationId, [...(outbox.get(entry.conversationId) ?? NO_ENTRIES), entry]);
    }
    for (const [id, text] of stored.drafts) if (!unsaved.drafts.has(id)) drafts.set(id, text);
    epoch = stored.meta?.epoch ?? null;
    const conversations = new Map<string, Conversation>();
    set({ me: stored.meta?.me ?? null, listLoaded: stored.meta !== null });
    for (const conversation of stored.conversations) {
      // Of a time before the device knew whose it is, and of which epoch: not to be trusted, and not to be kept either.
      if (stored.meta === null) unsaved.conversations.add(conversation.id);
      else conversations.set(conversation.id, overlaid(revived(conversation)));
    }
    set({ conversations });
  }

  return {
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unsaved,
    /** Called whenever something is to be saved. */
    onUnsaved(listener: () => void): void {
      onUnsaved = listener;
    },
    meId: () => state.me?.id ?? "",
    meta: (): StoredMeta | null => (epoch === null || state.me === null ? null : { epoch, me: state.me }),
    conversation: (id: string): Conversation | undefined => state.conversations.get(id),
    entriesOf: (conversationId: string) => outbox.get(conversationId) ?? NO_ENTRIES,
    allEntries: (): OutboxEntry[] => [...outbox.values()].flat(),
    draftOf: (conversationId: string) => drafts.get(conversationId) ?? "",

    /** Takes what the device held; what was queued before it had been read comes after it. */
    restore,
    put,
    drop,
    /** Keeps what was not sent to a conversation that is gone, to be shown. */
    leaveBehind(id: string): void {
      const summary = state.conversations.get(id)?.summary;
      const unsent = (outbox.get(id) ?? NO_ENTRIES).filter(({ status }) => status !== "sent");
      const texts = [...unsent.map(({ body }) => body), drafts.get(id) ?? ""].filter((text) => text.trim() !== "");
      if (texts.length === 0) return;
      const name = summary?.title ?? summary?.peer?.name ?? null;
      set({ leftBehind: [...state.leftBehind, { conversationId: id, name, texts }] });
    },
    forgetLeftBehind(id: string): void {
      set({ leftBehind: state.leftBehind.filter(({ conversationId }) => conversationId !== id) });
    },
    setOutbox,
    setDraft,
    setConnection(connection: ConnectionState): void {
      set({ connection });
    },
    setListLoaded(listLoaded: boolean): void {
      if (state.listLoaded !== listLoaded) set({ listLoaded });
    },
    setMe(me: Me): void {
      set({ me });
      unsaved.meta = true;
      onUnsaved();
    },
    epoch: () => epoch,
    setEpoch(next: string): void {
      isEpochSure = true;
      for (const id of [...outbox.keys()]) refreshOverlay(id);
      if (epoch === next) return;
      epoch = next;
      unsaved.meta = true;
      onUnsaved();
    },
    /** From now on the server may be of another epoch. */
    doubtEpoch(): void {
      isEpochSure = false;
    },
    /** Forgets unsent texts too: the device belongs to somebody else now. */
    dropUnsent(): void {
      set({ leftBehind: [] });
      for (const id of [...outbox.keys()]) setOutbox(id, NO_ENTRIES);
      for (const id of [...drafts.keys()]) setDraft(id, "");
    },
  };
}

/** What an earlier release stored knows no own marks. */
function revived({
  own = UNMARKED,
  ...stored
}: Partial<StoredConversation> & Omit<StoredConversation, "own">): Conversation {
  const summary = { ...own.confirmed, ...stored.summary };
  return { ...stored, summary, own, excerpt: null, outbox: NO_ENTRIES, typing: [], draft: "" };
}

/** Whether an entry that was being sent arrived is unknown: it is sent again, with the same id (I3). */
function asNotSending(entry: OutboxEntry): OutboxEntry {
  return entry.status === "sending" ? { ...entry, status: "queued" } : entry;
}
