import { memoryStorage } from "@oschat/client";
import { type DownPayload, type Heads, LIMITS, type MessageAck } from "@oschat/protocol";
import { appendMessages } from "@oschat/server/features/messages";
import {
  conversationOf,
  messagesOf,
  type Person,
  type Relay,
  startRelay,
  startWorld,
  textsOf,
  until,
  type World,
  whenAt,
  whenLive,
} from "@oschat/test-kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;
let relay: Relay;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = await Promise.all([world.person("Ada"), world.person("Bob")]);
  relay = await startRelay(world.url);
});
afterAll(async () => {
  await relay.stop();
  await world.stop();
});

/** Bob's engine with a conversation open, and Ada's conversation with him. */
async function openEngine(title: string, url = world.url) {
  const { id } = await ada.groupWith(title, bob);
  const client = await whenLive(await bob.client({ url }));
  await client.openConversation(id);
  return { id, client };
}

const asQuery = (digest: object) => new URLSearchParams(digest as Record<string, string>);
const revOf = async (id: string) => (await ada.call("GET /conversations/:id", `/conversations/${id}`)).lastRev;

/** Stores messages without a word to anybody: every doorbell is lost. */
async function storeSilently(conversationId: string, bodies: readonly string[]): Promise<void> {
  const sends = bodies.map((body) => ({
    messageId: crypto.randomUUID(),
    conversationId,
    senderId: ada.id,
    clientMsgId: crypto.randomUUID(),
    body,
  }));
  await appendMessages(world.database.db, sends);
}

/** Makes the conversation longer by so many messages, faster than anybody could write them. */
async function lengthen(conversationId: string, count: number): Promise<void> {
  await sql`
    insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
    select gen_random_uuid(), id, ${ada.id}, gen_random_uuid(), 'bulk ' || n, '', last_seq + n, last_rev + n, last_rev + n, now()
    from conversations, generate_series(1, ${count}::int) n where id = ${conversationId}`.execute(world.database.db);
  await sql`
    update conversations set last_seq = last_seq + ${count}, last_rev = last_rev + ${count}
    where id = ${conversationId}`.execute(world.database.db);
}

describe("an engine that was offline", () => {
  it("[S1] [S2] [S5] shows what was sent, edited and deleted meanwhile", async () => {
    const { id, client } = await openEngine("Offline");
    const acks: MessageAck[] = [];
    for (const text of ["stays", "is edited", "is deleted"]) acks.push(await ada.say(id, text));
    await whenAt(client, id, 4);
    client.setNetwork(false);
    const path = (n: number) => `/conversations/${id}/messages/${acks[n]?.messageId}`;
    await ada.call("PATCH /conversations/:id/messages/:messageId", path(1), { body: "was edited" });
    await ada.call("DELETE /conversations/:id/messages/:messageId", path(2));
    for (const text of ["missed 1", "missed 2"]) await ada.say(id, text);
    expect(textsOf(client, id)).toEqual(["stays", "is edited", "is deleted"]);
    client.setNetwork(true);
    await whenLive(client);
    expect(textsOf(client, id)).toEqual(["stays", "was edited", "", "missed 1", "missed 2"]);
    expect(messagesOf(client, id)[3]?.deletedAt).not.toBeNull();
  });

  it("[S2] misses nothing that is sent while it reconnects", async () => {
    const { id, client } = await openEngine("Reconnecting");
    let count = 0;
    for (let round = 0; round < 5; round += 1) {
      client.setNetwork(false);
      client.setNetwork(true);
      while (client.getState().connection.status !== "live") {
        count += 1;
        await ada.say(id, `text ${count}`);
      }
    }
    await whenAt(client, id, 1 + count);
    expect(textsOf(client, id)).toEqual(Array.from({ length: count }, (_, n) => `text ${n + 1}`));
  });

  it("[S1] [S5] comes back after a restart of the server to everything", async () => {
    const { id, client } = await openEngine("Restart");
    await ada.say(id, "before");
    await whenAt(client, id, 2);
    await world.restart(() => storeSilently(id, ["while it was down"]));
    await ada.say(id, "after");
    await whenAt(client, id, 4, 20_000);
    expect(textsOf(client, id)).toEqual(["before", "while it was down", "after"]);
  });

  it("[S3] goes on from what its storage held, cursor and messages together", async () => {
    const { id } = await ada.groupWith("Stored", bob);
    const storage = memoryStorage();
    const first = await whenLive(await bob.client({ storage }));
    await first.openConversation(id);
    await ada.say(id, "held");
    await whenAt(first, id, 2);
    await first.stop();
    const stored = (await storage.read()).conversations.find((one) => one.id === id);
    expect([stored?.cursor, stored?.window.messages.length]).toEqual([2, 2]);
    for (const text of ["missed 1", "missed 2"]) await ada.say(id, text);
    const second = await whenLive(await bob.client({ storage }));
    expect(textsOf(second, id)).toEqual(["held", "missed 1", "missed 2"]);
  });
});

describe("a digest whose other sums are the same by chance", () => {
  /** Somebody is removed from a group, another one is a message longer, and Ada begins a direct message. */
  async function exchange(person: Person, { left, kept }: { left: string; kept: string }): Promise<string> {
    await ada.call("DELETE /conversations/:id/members/:userId", `/conversations/${left}/members/${person.id}`);
    await ada.say(kept, "one more");
    return (await ada.dmWith(person)).id;
  }

  async function twoGroups(person: Person) {
    const [{ id: left }, { id: kept }] = [await ada.groupWith("Left", person), await ada.groupWith("Kept", person)];
    return { left, kept };
  }

  it("[S5] [A1] does not keep an engine in a group that it was removed from while it was offline", async () => {
    const dan = await world.person("Dan");
    const groups = await twoGroups(dan);
    const client = await whenLive(await dan.client());
    const held = () => new Set(client.getState().conversations.keys());
    expect(held()).toEqual(new Set(Object.values(groups)));
    client.setNetwork(false);
    const begun = await exchange(dan, groups);
    client.setNetwork(true);
    await whenLive(client);
    expect(held()).toEqual(new Set([groups.kept, begun]));
  });

  it("[S5] differs by the sum of the ids, and a digest without that never agrees", async () => {
    const eve = await world.person("Eve");
    const groups = await twoGroups(eve);
    const socket = (await eve.socket()).timeout(5_000);
    const compare = (digest?: object): Promise<Heads> => socket.emitWithAck("sync:heads", { digest });
    const { ownSum: _own, ...before } = (await compare()).digest;
    const begun = await exchange(eve, groups);
    const { digest, heads } = await compare(before);
    expect(digest).toEqual({ ...before, idSum: digest.idSum, ownSum: digest.ownSum });
    expect(new Set(heads?.map((head) => head.conversationId))).toEqual(new Set([groups.kept, begun]));
    expect((await compare(digest)).heads).toBeNull();
    const { idSum: _, ...older } = digest;
    expect((await compare(older)).heads).toHaveLength(2);
    expect((await eve.call("GET /heads", `/heads?${asQuery(older)}`)).heads).toHaveLength(2);
  });
});

describe("a lost doorbell", () => {
  it("[S1] is noticed at the next one by its revision", async () => {
    const { id, client } = await openEngine("Gap");
    await storeSilently(id, ["unheard 1", "unheard 2"]);
    await ada.say(id, "heard");
    await whenAt(client, id, 4);
    expect(textsOf(client, id)).toEqual(["unheard 1", "unheard 2", "heard"]);
  });

  it("[S5] is made good by comparing heads", async () => {
    const { id, client } = await openEngine("Silence");
    await storeSilently(id, ["unheard"]);
    client.wake();
    await whenAt(client, id, 2);
    expect(textsOf(client, id)).toEqual(["unheard"]);
  });

  it("[S5] shows in the digest: revisions and read markers", async () => {
    const { id } = await ada.groupWith("Digest", bob);
    const compare = (digest: object = {}) => ada.call("GET /heads", `/heads?${asQuery(digest)}`);
    const { digest, heads } = await compare();
    expect(heads?.find((head) => head.conversationId === id)).toEqual({
      conversationId: id,
      lastSeq: 1,
      lastRev: 1,
      lastReadSeq: 0,
      unread: 0,
      muted: false,
      unreadFrom: null,
      ownRev: expect.any(Number),
    });
    expect((await compare(digest)).heads).toBeNull();
    await bob.say(id, "something new");
    const after = await compare(digest);
    expect(after.heads).not.toBeNull();
    await ada.call("POST /conversations/:id/read", `/conversations/${id}/read`, { seq: 2 });
    expect((await compare(after.digest)).heads).not.toBeNull();
  });
});

describe("far behind", () => {
  it("[S1] [S4] pages through what is within reach", async () => {
    const { id, client } = await openEngine("Pages");
    client.setNetwork(false);
    await lengthen(id, LIMITS.syncPage + 200);
    const whole = await ada.call("GET /conversations/:id/changes", `/conversations/${id}/changes?afterRev=1&limit=100`);
    expect([whole.messages.length, whole.toRev, whole.hasMore, whole.reset]).toEqual([100, 101, true, false]);
    client.setNetwork(true);
    await whenAt(client, id, LIMITS.syncPage + 201);
    expect(messagesOf(client, id).map(({ seq }) => seq)).toEqual(
      Array.from({ length: LIMITS.syncPage + 201 }, (_, n) => n + 1),
    );
  });

  it("[S4] starts afresh with the newest page, and the hole is plain to see", async () => {
    const { id, client } = await openEngine("Reset");
    client.setNetwork(false);
    await lengthen(id, LIMITS.syncResetRevisions + 1);
    const lastSeq = LIMITS.syncResetRevisions + 2;
    const batch = await ada.call("GET /conversations/:id/changes", `/conversations/${id}/changes?afterRev=1`);
    expect(batch).toMatchObject({ reset: true, messages: [], lastRev: lastSeq });
    client.setNetwork(true);
    await whenAt(client, id, lastSeq);
    const window = conversationOf(client, id)?.window;
    expect(window?.messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: LIMITS.historyPageDefault }, (_, n) => lastSeq - LIMITS.historyPageDefault + 1 + n),
    );
    expect(window?.reachedStart).toBe(false);
    await client.loadOlder(id);
    expect(messagesOf(client, id)).toHaveLength(2 * LIMITS.historyPageDefault);
  });
});

describe("sync:request as the requirements show it", () => {
  async function conversationWithTexts(count: number) {
    const { id } = await ada.groupWith("By message id", bob);
    const acks = [];
    for (let n = 1; n <= count; n += 1) acks.push(await ada.say(id, `text ${n}`));
    return { id, acks };
  }
  const texts = (batch: DownPayload<"sync:batch">) => batch.messages.map(({ body }) => body);

  it("[S1] answers the callback with the messages after one, in order, a page at a time", async () => {
    const { id, acks } = await conversationWithTexts(5);
    const socket = (await bob.socket()).timeout(5_000);
    const request = { conversationId: id, afterMessageId: acks[1]?.messageId };
    const whole = await socket.emitWithAck("sync:request", request);
    expect([texts(whole), whole.hasMore, whole.reset]).toEqual([["text 3", "text 4", "text 5"], false, false]);
    const page = await socket.emitWithAck("sync:request", { ...request, limit: 2 });
    expect([texts(page), page.hasMore]).toEqual([["text 3", "text 4"], true]);
  });

  it("[E1] answers as sync:batch, message:ack and request:refused when there is no callback", async () => {
    const { id, acks } = await conversationWithTexts(2);
    const socket = await bob.socket();
    const heard = <T>(event: string) => new Promise<T>((resolve) => socket.once(event, resolve));
    const batch = heard<DownPayload<"sync:batch">>("sync:batch");
    socket.emit("sync:request", { conversationId: id, afterMessageId: acks[0]?.messageId });
    expect(texts(await batch)).toEqual(["text 2"]);

    const clientMsgId = crypto.randomUUID();
    const ack = heard("message:ack");
    socket.emit("message:send", { conversationId: id, clientMsgId, body: "no callback" });
    expect(await ack).toMatchObject({ clientMsgId, conversationId: id, seq: 4 });

    const refused = heard("request:refused");
    socket.emit("message:send", { conversationId: id, clientMsgId, body: "another body" });
    expect(await refused).toMatchObject({
      event: "message:send",
      clientMsgId,
      error: { code: "idempotency_conflict", retryable: false },
    });
  });
});

describe("another epoch", () => {
  it("[S6] drops everything held and fetches it anew, and keeps what is not sent yet", async () => {
    const { id, client } = await openEngine("Epoch", relay.url);
    for (const text of ["kept by the backup", "lost with the disk"]) await ada.say(id, text);
    await whenAt(client, id, 3);
    relay.lose("down");
    relay.cut();
    client.send(id, "queued meanwhile");
    await world.restart(async () => {
      await sql`delete from messages where conversation_id = ${id} and seq = 3`.execute(world.database.db);
      await sql`update conversations set last_seq = 2, last_rev = 2 where id = ${id}`.execute(world.database.db);
      await storeSilently(id, ["after the restore"]);
      await sql`update server_state set epoch = gen_random_uuid()`.execute(world.database.db);
    });
    relay.pass();
    relay.cut();
    client.retryNow();
    await until(async () => textsOf(client, id).length === 3 && (await revOf(id)) === 4, "all is fetched anew", 20_000);
    expect(textsOf(client, id)).toEqual(["kept by the backup", "after the restore", "queued meanwhile"]);
    expect(conversationOf(client, id)).toMatchObject({ cursor: 4, outbox: [] });
  });
});
