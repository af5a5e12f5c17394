/**
 * Storage in the browser: one database per person, one record per conversation (its newest messages with their cursor), the
 * outbox in the order it was filled. Every write is one transaction over all stores (S3).
 */
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { OutboxEntry } from "../state.ts";
import type { Storage, StorageWrite, StoredConversation, StoredMeta } from "../storage.ts";

interface ChatSchema extends DBSchema {
  meta: { key: "meta"; value: StoredMeta };
  conversations: { key: string; value: StoredConversation };
  /** The key counts up, so that reading gives the entries oldest first. */
  outbox: { key: number; value: OutboxEntry; indexes: { clientMsgId: string } };
  drafts: { key: string; value: string };
}

const VERSION = 1;
const STORES = ["meta", "conversations", "outbox", "drafts"] as const;

const nameFor = (userId: string) => `oschat-${userId}`;

interface Closing {
  /** Another tab deletes the database, or makes a newer one of it. */
  retired(): void;
  /** The browser closed it: out of space or memory, or its files were removed. */
  lost(): void;
}

function openFor(userId: string, { retired, lost }: Closing): Promise<IDBPDatabase<ChatSchema>> {
  return openDB<ChatSchema>(nameFor(userId), VERSION, {
    upgrade(database) {
      for (const name of database.objectStoreNames) database.deleteObjectStore(name);
      database.createObjectStore("meta");
      database.createObjectStore("conversations", { keyPath: "id" });
      database
        .createObjectStore("outbox", { autoIncrement: true })
        .createIndex("clientMsgId", "clientMsgId", { unique: true });
      database.createObjectStore("drafts");
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      retired();
    },
    terminated: lost,
  });
}

/**
 * The person's {@link Storage} on this device. Opened with the first read or write, and again when the browser has closed it;
 * but not when another tab deletes it: what a person has left behind must not come back.
 */
export function indexedDbStorage({ userId }: { userId: string }): Storage {
  let database: Promise<IDBPDatabase<ChatSchema>> | null = null;
  let isRetired = false;

  function open(): Promise<IDBPDatabase<ChatSchema>> {
    if (isRetired) return Promise.reject(new Error("Another tab has deleted or replaced this device's database."));
    if (database === null) {
      const opening = openFor(userId, {
        retired() {
          isRetired = true;
        },
        lost: () => forget(opening),
      });
      database = opening;
    }
    return database;
  }

  /** The next read or write opens it anew. */
  function forget(opened: Promise<IDBPDatabase<ChatSchema>>): void {
    if (database === opened) database = null;
  }

  async function begin<Mode extends "readonly" | "readwrite">(mode: Mode) {
    const opened = open();
    try {
      return (await opened).transaction(STORES, mode, { durability: "strict" });
    } catch (error) {
      // It could not be opened, or has been closed without a word, as some browsers do.
      forget(opened);
      throw error;
    }
  }

  return {
    async read() {
      const transaction = await begin("readonly");
      const drafts = transaction.objectStore("drafts");
      const [meta, conversations, outbox, draftIds, draftTexts] = await Promise.all([
        transaction.objectStore("meta").get("meta"),
        transaction.objectStore("conversations").getAll(),
        transaction.objectStore("outbox").getAll(),
        drafts.getAllKeys(),
        drafts.getAll(),
      ]);
      return {
        meta: meta ?? null,
        conversations,
        outbox,
        drafts: new Map(draftIds.map((id, index) => [id, draftTexts[index] ?? ""])),
      };
    },
    async write(changes) {
      const transaction = await begin("readwrite");
      try {
        // Each in its own promise: what cannot be stored throws at once, and must not leave the others unheard.
        const made = changesOf(transaction, changes).map(async (make) => make());
        await Promise.all([...made, transaction.done]);
      } catch (error) {
        abortQuietly(transaction);
        throw error;
      }
    },
    async clear() {
      const transaction = await begin("readwrite");
      await Promise.all([...STORES.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    },
    close() {
      void database?.then(
        (opened) => opened.close(),
        () => {},
      );
      database = null;
    },
  };
}

/** Removes everything this device holds of the person. */
export function deleteIndexedDb(userId: string): Promise<void> {
  return deleteDB(nameFor(userId));
}

type WriteTransaction = IDBPTransaction<ChatSchema, typeof STORES, "readwrite">;

function changesOf(transaction: WriteTransaction, changes: StorageWrite): (() => Promise<unknown>)[] {
  const { meta } = changes;
  const conversations = transaction.objectStore("conversations");
  const drafts = transaction.objectStore("drafts");
  return [
    ...(meta === undefined ? [] : [() => transaction.objectStore("meta").put(meta, "meta")]),
    ...(changes.putConversations ?? []).map((conversation) => () => conversations.put(conversation)),
    ...(changes.deleteConversations ?? []).map((id) => () => conversations.delete(id)),
    () => changeOutbox(transaction, changes),
    ...[...(changes.putDrafts ?? [])].map(
      ([id, text]) =>
        () =>
          text === "" ? drafts.delete(id) : drafts.put(text, id),
    ),
  ];
}

/** An entry that is there already keeps its place. One after the other: the order of new entries is their order. */
async function changeOutbox(transaction: WriteTransaction, changes: StorageWrite): Promise<void> {
  const outbox = transaction.objectStore("outbox");
  const keyOf = (clientMsgId: string) => outbox.index("clientMsgId").getKey(clientMsgId);
  for (const entry of changes.putOutbox ?? []) {
    const key = await keyOf(entry.clientMsgId);
    await (key === undefined ? outbox.add(entry) : outbox.put(entry, key));
  }
  for (const id of changes.deleteOutbox ?? []) {
    const key = await keyOf(id);
    if (key !== undefined) await outbox.delete(key);
  }
}

function abortQuietly(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has already ended.
  }
}
