import { LIMITS, type ReadMarker } from "@oschat/protocol";
import { conversationOf, type Person, startWorld, until, type World, whenAt, whenLive } from "@oschat/test-kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = await Promise.all([world.person("Ada"), world.person("Bob")]);
});
afterAll(() => world.stop());

async function groupWithTexts(count: number) {
  const { id } = await ada.groupWith("Reading", bob);
  const acks = [];
  for (let n = 1; n <= count; n += 1) acks.push(await ada.say(id, `text ${n}`));
  return { id, acks };
}

const mark = (id: string, seq: number) =>
  bob.call("POST /conversations/:id/read", `/conversations/${id}/read`, { seq });
const unreadOf = async (id: string) => (await bob.call("GET /conversations/:id", `/conversations/${id}`)).unread;

describe("a read marker", () => {
  it("[R1] never goes back and never beyond the last message", async () => {
    const { id, acks } = await groupWithTexts(4);
    expect(await mark(id, 3)).toEqual({
      conversationId: id,
      lastReadSeq: 3,
      lastSeenMessageId: acks[1]?.messageId,
      unread: 2,
    });
    expect(await mark(id, 2)).toMatchObject({ lastReadSeq: 3, lastSeenMessageId: acks[1]?.messageId, unread: 2 });
    expect(await mark(id, Number.MAX_SAFE_INTEGER)).toMatchObject({
      lastReadSeq: 5,
      lastSeenMessageId: acks[3]?.messageId,
      unread: 0,
    });
    await ada.say(id, "one more");
    expect(await unreadOf(id)).toBe(1);
  });

  it("[R1] ends at the highest of many marks at once", async () => {
    const { id } = await groupWithTexts(20);
    const places = Array.from({ length: 20 }, (_, n) => ((n * 7) % 20) + 1);
    await Promise.all(places.map((seq) => mark(id, seq)));
    expect(await mark(id, 1)).toMatchObject({ lastReadSeq: 20, unread: 1 });
  });

  it("[R1] moves with one's own message", async () => {
    const { id } = await groupWithTexts(3);
    await bob.say(id, "an answer");
    expect(await mark(id, 1)).toMatchObject({ lastReadSeq: 5, unread: 0 });
  });

  it("[R1] is heard by one's other devices, and by nobody else", async () => {
    const { id } = await groupWithTexts(3);
    const [phone, laptop, adas] = [await bob.socket(), await (await world.person("Bob")).socket(), await ada.socket()];
    const heard: ReadMarker[] = [];
    let heardByAda = 0;
    laptop.on("read:updated", (marker: ReadMarker) => heard.push(marker));
    adas.on("read:updated", () => {
      heardByAda += 1;
    });
    const answer = await phone.timeout(5_000).emitWithAck("read:mark", { conversationId: id, seq: 3 });
    await until(() => heard.length > 0, "the other device heard");
    await phone.timeout(5_000).emitWithAck("read:mark", { conversationId: id, seq: 2 });
    await phone.timeout(5_000).emitWithAck("read:mark", { conversationId: id, seq: 4 });
    await until(() => heard.length > 1, "the other device heard again");
    expect(heard).toEqual([answer, { ...answer, ...heard[1], lastReadSeq: 4, unread: 0 }]);
    expect(heardByAda).toBe(0);
  });

  it("[R1] moves in the engine of another device", async () => {
    const { id } = await groupWithTexts(3);
    const [phone, laptop] = await Promise.all([whenLive(await bob.client()), whenLive(await bob.client())]);
    await Promise.all([phone.openConversation(id), laptop.openConversation(id)]);
    expect(conversationOf(laptop, id)?.summary.unread).toBe(3);
    phone.markRead(id, 4);
    await until(() => conversationOf(laptop, id)?.summary.unread === 0, "nothing is unread on the laptop");
    expect(conversationOf(laptop, id)?.summary.lastReadSeq).toBe(4);
  });
});

describe("the unread count", () => {
  it("[R1] leaves out one's own, deleted and system messages", async () => {
    const { id, acks } = await groupWithTexts(3);
    expect(await unreadOf(id)).toBe(3);
    await ada.call("PATCH /conversations/:id", `/conversations/${id}`, { title: "Renamed" });
    await ada.call(
      "DELETE /conversations/:id/messages/:messageId",
      `/conversations/${id}/messages/${acks[1]?.messageId}`,
    );
    expect(await unreadOf(id)).toBe(2);
    const adasCount = await ada.call("GET /conversations/:id", `/conversations/${id}`);
    expect(adasCount.unread).toBe(0);
  });

  it("[R1] is exact up to 99, and 100 for more, in the list, in the heads and in the engine", async () => {
    const { id, acks } = await groupWithTexts(1);
    await sql`
      insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
      select gen_random_uuid(), ${id}, ${ada.id}, gen_random_uuid(), 'bulk', '', n, n, n, now()
      from generate_series(3, 101) n`.execute(world.database.db);
    await sql`update conversations set last_seq = 101, last_rev = 101 where id = ${id}`.execute(world.database.db);
    expect(await unreadOf(id)).toBe(LIMITS.unreadExact + 1);
    const path = `/conversations/${id}/messages/${acks[0]?.messageId}`;
    await ada.call("DELETE /conversations/:id/messages/:messageId", path);
    expect(await unreadOf(id)).toBe(LIMITS.unreadExact);
    const { heads } = await bob.call("GET /heads", "/heads");
    expect(heads?.find((head) => head.conversationId === id)?.unread).toBe(LIMITS.unreadExact);
    const client = await whenLive(await bob.client());
    expect(conversationOf(client, id)?.summary.unread).toBe(LIMITS.unreadExact);
    await ada.say(id, "the hundredth");
    await ada.say(id, "one more than that");
    await whenAt(client, id, 104);
    await until(() => conversationOf(client, id)?.summary.unread === LIMITS.unreadExact + 1, "the engine says 100");
    expect(await unreadOf(id)).toBe(LIMITS.unreadExact + 1);
  });
});
