/** The long answers, which leave without being put through their schemas once more: they are what those say, and nothing else. */
import { type Message, REST, type RestName } from "@oschat/protocol";
import { type Person, startWorld, type World } from "@oschat/test-kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const BODIES = [
  '"quotes" and \\backslashes\\',
  "a\u2028b\u2029c",
  "👩‍👩‍👧‍👦 e\u0301 שלום",
  "tab\tline\nend",
  "</script>&amp;{}[]",
  "  x  ",
];

let world: World;
let ada: Person;
let bob: Person;
let groupId: string;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person('Ada "the first" \\ 👑');
  bob = await world.person("Bob");
  await ada.dmWith(bob);
  ({ id: groupId } = await ada.groupWith('A "group" \\ 🎉', bob));
  for (const body of BODIES) await bob.say(groupId, body);
  const edited = await ada.say(groupId, "before");
  await ada.request("PATCH", `/conversations/${groupId}/messages/${edited.messageId}`, { body: "after" });
  const deleted = await ada.say(groupId, "never mind");
  await ada.request("DELETE", `/conversations/${groupId}/messages/${deleted.messageId}`);
});
afterAll(() => world.stop());

async function raw(route: RestName, path: string): Promise<{ answer: unknown; parsed: unknown }> {
  const { status, body } = await ada.request("GET", path);
  expect(status).toBe(200);
  const contract = REST[route];
  if (!("answer" in contract)) throw new Error(`${route} answers nothing`);
  return { answer: body, parsed: contract.answer.parse(body) };
}

describe("what leaves as it is presented", () => {
  it.each<[RestName, () => string]>([
    ["GET /conversations", () => "/conversations"],
    ["GET /conversations/:id/messages", () => `/conversations/${groupId}/messages`],
    ["GET /conversations/:id/changes", () => `/conversations/${groupId}/changes?afterRev=1`],
    ["GET /heads", () => "/heads"],
  ])("[E2] is what the schema says, and no field more: %s", async (route, path) => {
    const { answer, parsed } = await raw(route, path());
    expect(answer).toEqual(parsed);
  });

  it("[S7] says the same of a message everywhere, with the words as they were sent", async () => {
    const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${groupId}/messages`);
    const changes = await ada.call("GET /conversations/:id/changes", `/conversations/${groupId}/changes`);
    const { conversations } = await ada.call("GET /conversations", "/conversations");
    expect(messages.filter(({ senderId }) => senderId === bob.id).map(({ body }) => body)).toEqual(BODIES);
    expect(changes.messages).toEqual([...messages].sort((a, b) => a.rev - b.rev));
    expect(conversations.find(({ id }) => id === groupId)?.lastMessage).toEqual(messages.at(-1));
    expect(messages.at(-1)).toMatchObject({ body: "", deletedAt: expect.any(String) });
    expect(messages.at(-2)).toMatchObject({ body: "after", editedAt: expect.any(String) });
    expect(messages[0]).toMatchObject({ kind: "system", system: { type: "group_created" } });
  });

  it("[S7] has times as the database has them, to the millisecond", async () => {
    const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${groupId}/messages`);
    const { rows } = await sql<Record<"created_at" | "edited_at" | "deleted_at", Date | null>>`
      select created_at, edited_at, deleted_at from messages where conversation_id = ${groupId} order by seq`.execute(
      world.database.db,
    );
    const times = ({ createdAt, editedAt, deletedAt }: Message) => [createdAt, editedAt, deletedAt];
    expect(messages.map(times)).toEqual(
      rows.map((row) =>
        [row.created_at, row.edited_at, row.deleted_at].map((date) => (date === null ? null : date.toISOString())),
      ),
    );
  });

  it("[S1] keeps `rev` order after edits, page by page", async () => {
    const seen: number[] = [];
    for (let afterRev = 0, hasMore = true; hasMore; ) {
      const page = await ada.call(
        "GET /conversations/:id/changes",
        `/conversations/${groupId}/changes?afterRev=${afterRev}&limit=3`,
      );
      seen.push(...page.messages.map(({ rev }) => rev));
      ({ toRev: afterRev, hasMore } = page);
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(BODIES.length + 3);
  });

  it("lists the most recently active conversation first, with the other person of a direct message", async () => {
    const dm = await bob.dmWith(ada);
    await bob.say(dm.id, "hello");
    const { conversations } = await ada.call("GET /conversations", "/conversations");
    expect(conversations.map(({ id }) => id)).toEqual([dm.id, groupId]);
    expect(conversations[0]).toMatchObject({ peer: { id: bob.id, name: bob.name }, unread: 1, title: null });
    expect(conversations[1]).toMatchObject({ peer: null });
  });

  it("[A1] leaves out a conversation for who asks after their removal", async () => {
    const { id } = await ada.groupWith("Brief", bob);
    const before = Array.from({ length: 5 }, () => bob.call("GET /conversations", "/conversations"));
    await ada.request("DELETE", `/conversations/${id}/members/${bob.id}`);
    const after = Array.from({ length: 5 }, () => bob.call("GET /conversations", "/conversations"));
    for (const { conversations } of await Promise.all(after)) {
      expect(conversations.map((conversation) => conversation.id)).not.toContain(id);
    }
    await Promise.all(before);
  });
});
