import "fake-indexeddb/auto";
import type { ConversationSummary } from "@oschat/protocol";
import { forceCloseDatabase } from "fake-indexeddb";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { EMPTY_WINDOW } from "../reducers/window.ts";
import type { OutboxEntry } from "../state.ts";
import type { Storage, StoredConversation } from "../storage.ts";
import { deleteIndexedDb, indexedDbStorage } from "./indexeddb-storage.ts";
import { memoryStorage } from "./memory-storage.ts";

/** Its declared type is the class; what it takes is an instance. */
const closeByForce = forceCloseDatabase as unknown as (database: IDBDatabase) => void;

let people = 0;
const KINDS: Readonly<Record<string, () => { storage: Storage; reopen(): Storage }>> = {
  memory() {
    const storage = memoryStorage();
    return { storage, reopen: () => storage };
  },
  IndexedDB() {
    people += 1;
    const userId = `person-${people}`;
    return { storage: indexedDbStorage({ userId }), reopen: () => indexedDbStorage({ userId }) };
  },
};

const me = { id: "ada", name: "Ada", avatarUrl: null, email: "ada@example.org" };

function conversation(id: string, cursor: number): StoredConversation {
  const marks = { muted: false, unreadFrom: null, ownRev: cursor };
  const summary: ConversationSummary = {
    id,
    type: "group",
    title: `Title ${cursor}`,
    peer: null,
    memberCount: 1,
    role: "owner",
    lastSeq: cursor,
    lastRev: cursor,
    lastReadSeq: 0,
    unread: 0,
    ...marks,
    lastMessage: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
  return {
    id,
    summary,
    members: null,
    window: EMPTY_WINDOW,
    cursor,
    own: { confirmed: marks, wished: { muted: true } },
  };
}

function entry(clientMsgId: string, status: OutboxEntry["status"] = "queued"): OutboxEntry {
  return {
    clientMsgId,
    conversationId: "c",
    body: clientMsgId,
    status,
    queuedAt: 0,
    retryAt: null,
    seq: null,
    rev: null,
    error: null,
  };
}

describe.each(Object.keys(KINDS))("storage: %s", (kind) => {
  const make = () => {
    const made = KINDS[kind]?.();
    if (made === undefined) throw new Error(`There is no storage ${kind}.`);
    return made;
  };

  it("is empty at first", async () => {
    expect(await make().storage.read()).toEqual({ meta: null, conversations: [], outbox: [], drafts: new Map() });
  });

  it("[S3] gives back what was written, after reopening", async () => {
    const { storage, reopen } = make();
    const meta = { epoch: "e", me };
    const drafts = new Map([["a", "a draft"]]);
    await storage.write({
      meta,
      putConversations: [conversation("a", 3)],
      putOutbox: [entry("one")],
      putDrafts: drafts,
    });
    storage.close();
    expect(await reopen().read()).toEqual({
      meta,
      conversations: [conversation("a", 3)],
      outbox: [entry("one")],
      drafts,
    });
  });

  it("[O3] gives the outbox oldest first; an entry that changes keeps its place", async () => {
    const { storage } = make();
    await storage.write({ putOutbox: [entry("z"), entry("a")] });
    await storage.write({ putOutbox: [entry("m")] });
    await storage.write({ putOutbox: [entry("m", "failed"), entry("z", "sent")], deleteOutbox: ["a", "unknown"] });
    expect((await storage.read()).outbox).toEqual([entry("z", "sent"), entry("m", "failed")]);
  });

  it("replaces and deletes", async () => {
    const { storage } = make();
    const drafts = new Map([
      ["a", "a draft"],
      ["b", "another"],
    ]);
    await storage.write({ putConversations: [conversation("a", 1), conversation("b", 1)], putDrafts: drafts });
    await storage.write({ putConversations: [conversation("b", 2)], deleteConversations: ["a", "unknown"] });
    await storage.write({ putDrafts: new Map([["a", ""]]) });
    const stored = await storage.read();
    expect(stored.conversations).toEqual([conversation("b", 2)]);
    expect(stored.drafts).toEqual(new Map([["b", "another"]]));
  });

  it("[S3] writes all of a change or none of it", async () => {
    const { storage } = make();
    await storage.write({ putConversations: [conversation("a", 1)], putOutbox: [entry("one")] });
    const unstorable = { ...conversation("a", 2), summary: () => {} } as unknown as StoredConversation;
    await storage.write({ deleteOutbox: ["one"], putConversations: [unstorable] }).catch(() => {});
    const { conversations, outbox } = await storage.read();
    const isOld = conversations[0]?.cursor === 1;
    expect(outbox).toEqual(isOld ? [entry("one")] : []);
  });

  it("forgets everything when cleared, and can be used again", async () => {
    const { storage } = make();
    await storage.write({
      meta: { epoch: "e", me },
      putConversations: [conversation("a", 1)],
      putOutbox: [entry("one")],
    });
    await storage.clear();
    expect(await storage.read()).toEqual({ meta: null, conversations: [], outbox: [], drafts: new Map() });
    await storage.write({ putOutbox: [entry("two")] });
    expect((await storage.read()).outbox).toEqual([entry("two")]);
  });

  it("[O3] keeps the order of any sequence of puts and deletes", async () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ id, isPut: fc.boolean() }), { maxLength: 20 }), async (steps) => {
        const { storage } = make();
        const expected = new Set<string>();
        for (const step of steps) {
          if (step.isPut) expected.add(step.id);
          else expected.delete(step.id);
          await storage.write(step.isPut ? { putOutbox: [entry(step.id)] } : { deleteOutbox: [step.id] });
        }
        expect((await storage.read()).outbox.map(({ clientMsgId }) => clientMsgId)).toEqual([...expected]);
        storage.close();
      }),
      { numRuns: 20 },
    );
  });
});

describe("IndexedDB", () => {
  it("[S3] is opened anew after the browser has closed it", async () => {
    const opened: IDBDatabase[] = [];
    const open = vi.spyOn(indexedDB, "open").mockImplementation(function (this: IDBFactory, ...args) {
      const request = IDBFactory.prototype.open.apply(this, args);
      request.addEventListener("success", () => opened.push(request.result));
      return request;
    });
    const storage = indexedDbStorage({ userId: "dan" });
    await storage.write({ putOutbox: [entry("one")] });
    for (const database of opened) closeByForce(database);
    await storage.write({ putOutbox: [entry("two")] });
    opened[1]?.close();
    await expect(storage.write({ putOutbox: [entry("lost")] }), "closed without a word").rejects.toThrow();
    await storage.write({ putOutbox: [entry("three")] });
    open.mockRestore();
    expect((await storage.read()).outbox.map(({ clientMsgId }) => clientMsgId)).toEqual(["one", "two", "three"]);
    expect(opened).toHaveLength(3);
  });

  it("is not made again by somebody who still had it open when it was deleted", async () => {
    const other = indexedDbStorage({ userId: "eve" });
    await other.write({ putOutbox: [entry("one")] });
    await deleteIndexedDb("eve");
    await expect(other.write({ putOutbox: [entry("two")] })).rejects.toThrow();
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain("oschat-eve");
  });

  it("keeps people apart, and deletes one person's data alone", async () => {
    const ada = indexedDbStorage({ userId: "ada" });
    const ben = indexedDbStorage({ userId: "ben" });
    await ada.write({ putOutbox: [entry("from ada")] });
    await ben.write({ putOutbox: [entry("from ben")] });
    await deleteIndexedDb("ada");
    expect((await indexedDbStorage({ userId: "ada" }).read()).outbox).toEqual([]);
    expect((await ben.read()).outbox).toEqual([entry("from ben")]);
  });

  it("[S3] is as it was before when a write fails", async () => {
    const storage = indexedDbStorage({ userId: "cleo" });
    await storage.write({ putConversations: [conversation("a", 1)], putOutbox: [entry("one")] });
    const unstorable = { ...conversation("a", 2), summary: () => {} } as unknown as StoredConversation;
    await expect(storage.write({ deleteOutbox: ["one"], putConversations: [unstorable] })).rejects.toThrow();
    expect(await storage.read()).toMatchObject({ conversations: [conversation("a", 1)], outbox: [entry("one")] });
    await storage.write({ deleteOutbox: ["one"] });
    expect((await storage.read()).outbox).toEqual([]);
  });
});
