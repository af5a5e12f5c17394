/** An engine that heard a change, one that caught up to it, and a fresh one hold the same. For every kind of change. */
import { type ChatClient, memoryStorage } from "@oschat/client";
import type { SystemEvent } from "@oschat/protocol";
import { conversationOf, type Person, startWorld, until, type World, whenAt, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;
let cleo: Person;
let dan: Person;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob, cleo, dan] = (await Promise.all(["Ada", "Bob", "Cleo", "Dan"].map((name) => world.person(name)))) as [
    Person,
    Person,
    Person,
    Person,
  ];
});
afterAll(() => world.stop());

/** Ada's group with Bob, who looks on, and Cleo; Dan is outside. It holds a text of Ada's and one of Bob's. */
interface Scene {
  id: string;
  adasText: string;
  bobsText: string;
}
type Kind = Exclude<SystemEvent["type"], "group_created"> | "sent" | "sent_by_me" | "edited" | "deleted" | "read";

const member = (id: string, person: Person) => `/conversations/${id}/members/${person.id}`;
const setRole = (by: Person, id: string, person: Person, role: string) =>
  by.call("PATCH /conversations/:id/members/:userId", member(id, person), { role });

/** Each change is seen by Bob. */
const CHANGES: Record<Kind, (scene: Scene) => Promise<unknown>> = {
  sent: ({ id }) => ada.say(id, "new"),
  sent_by_me: ({ id }) => bob.say(id, "mine"),
  edited: ({ id, adasText }) =>
    ada.call("PATCH /conversations/:id/messages/:messageId", `/conversations/${id}/messages/${adasText}`, {
      body: "edited",
    }),
  deleted: ({ id, adasText }) =>
    ada.call("DELETE /conversations/:id/messages/:messageId", `/conversations/${id}/messages/${adasText}`),
  read: ({ id }) => bob.call("POST /conversations/:id/read", `/conversations/${id}/read`, { seq: 3 }),
  renamed: ({ id }) => ada.call("PATCH /conversations/:id", `/conversations/${id}`, { title: "New title" }),
  member_added: ({ id }) =>
    ada.call("POST /conversations/:id/members", `/conversations/${id}/members`, { email: dan.email }),
  member_removed: ({ id }) => ada.call("DELETE /conversations/:id/members/:userId", member(id, cleo)),
  member_left: ({ id }) => cleo.call("DELETE /conversations/:id/members/:userId", member(id, cleo)),
  role_changed: ({ id }) => setRole(ada, id, bob, "admin"),
  ownership_transferred: ({ id }) => setRole(ada, id, bob, "owner"),
};

/** What must be equal. How far others have read changes without a revision and is no part of it. */
function shownBy(client: ChatClient, id: string) {
  const conversation = conversationOf(client, id);
  return {
    cursor: conversation?.cursor,
    summary: conversation?.summary,
    messages: conversation?.window.messages,
    reachedStart: conversation?.window.reachedStart,
    members: conversation?.members?.map(({ id, name, avatarUrl, role, joinedAt }) => ({
      id,
      name,
      avatarUrl,
      role,
      joinedAt,
    })),
  };
}

async function openEngine(id: string, storage = memoryStorage()): Promise<ChatClient> {
  const client = await whenLive(await bob.client({ storage }));
  await client.openConversation(id);
  return client;
}

describe("state and changes", () => {
  it.each(Object.keys(CHANGES) as Kind[])("[S7] equal a fresh fetch: %s", async (kind) => {
    const { id } = await ada.groupWith("Old title", bob, cleo);
    const bobsText = (await bob.say(id, "Bob's")).messageId;
    const adasText = (await ada.say(id, "Ada's")).messageId;
    await ada.say(id, "one more");
    const live = await openEngine(id);
    const storage = memoryStorage();
    const away = await openEngine(id, storage);
    await away.stop();

    const before = shownBy(live, id);
    await CHANGES[kind]({ id, adasText, bobsText });
    const { lastRev, lastReadSeq } = await bob.call("GET /conversations/:id", `/conversations/${id}`);
    await whenAt(live, id, lastRev);
    await until(() => conversationOf(live, id)?.summary.lastReadSeq === lastReadSeq, "the marker is heard");
    const caughtUp = await whenLive(await bob.client({ storage }));
    const fresh = await openEngine(id);

    const expected = shownBy(fresh, id);
    expect(expected).not.toEqual(before);
    expect(shownBy(live, id)).toEqual(expected);
    expect(shownBy(caughtUp, id)).toEqual(expected);
    await Promise.all([live, caughtUp, fresh].map((client) => client.stop()));
  });

  it("[S7] equal a fresh fetch: group_created", async () => {
    const live = await whenLive(await bob.client());
    const { id } = await ada.groupWith("Just made", bob, cleo);
    await until(() => conversationOf(live, id), "the group is heard of");
    await live.openConversation(id);
    expect(shownBy(live, id)).toEqual(shownBy(await openEngine(id), id));
    expect(shownBy(live, id)).toMatchObject({ cursor: 1, summary: { title: "Just made", memberCount: 3, unread: 0 } });
  });
});
