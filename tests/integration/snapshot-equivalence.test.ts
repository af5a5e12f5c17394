/** An engine that heard a change, one that caught up to it, and a fresh one hold the same. For every kind of change. */
import { type ChatClient, memoryStorage } from "@oschat/client";
import type { ChangeOwnMarks, RestName, SystemEvent } from "@oschat/protocol";
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
/** Every route that changes something lasting: one that is new does so until it is said here that it does not. */
type LastingRoute = Exclude<
  RestName,
  | `GET ${string}`
  | `${string} /auth/${string}`
  | `${string} /me/${string}`
  | `${string} /me`
  | "DELETE /me/sessions"
  | "POST /conversations/:id/typing"
>;
/** These make system messages, and stand in the record by what those tell. */
type BySystemMessage =
  | "POST /conversations/group"
  | "PATCH /conversations/:id"
  | "POST /conversations/:id/members"
  | "PATCH /conversations/:id/members/:userId"
  | "DELETE /conversations/:id/members/:userId";
type Kind = SystemEvent["type"] | Exclude<LastingRoute, BySystemMessage>;
/** Makes the change; resolves with the id of the conversation if it is another than the scene's. */
type Change = (scene: Scene) => Promise<{ id: string } | undefined>;

const member = (id: string, person: Person) => `/conversations/${id}/members/${person.id}`;
const text = (id: string, messageId: string) => `/conversations/${id}/messages/${messageId}`;
async function setRole(id: string, person: Person, role: string): Promise<undefined> {
  await ada.call("PATCH /conversations/:id/members/:userId", member(id, person), { role });
}
async function takeOut(by: Person, id: string): Promise<undefined> {
  await by.call("DELETE /conversations/:id/members/:userId", member(id, cleo));
}
async function read(id: string, seq: number): Promise<undefined> {
  await bob.call("POST /conversations/:id/read", `/conversations/${id}/read`, { seq });
}

async function markOwn(id: string, change: ChangeOwnMarks): Promise<undefined> {
  await bob.call("PATCH /conversations/:id/own", `/conversations/${id}/own`, change);
}

/** Each change is seen by Bob. A kind that is new does not compile until it has an example. */
const CHANGES: Readonly<Record<Kind, Readonly<Record<string, Change>>>> = {
  "POST /conversations/dm": { "with me": () => dan.dmWith(bob) },
  "POST /conversations/:id/messages": {
    "of another": async ({ id }) => void (await ada.say(id, "new")),
    "from my other device": async ({ id }) => void (await bob.say(id, "mine")),
  },
  "PATCH /conversations/:id/messages/:messageId": {
    "of another": async ({ id, adasText }) =>
      void (await ada.call("PATCH /conversations/:id/messages/:messageId", text(id, adasText), { body: "edited" })),
    "of mine": async ({ id, bobsText }) =>
      void (await bob.call("PATCH /conversations/:id/messages/:messageId", text(id, bobsText), { body: "edited" })),
  },
  "DELETE /conversations/:id/messages/:messageId": {
    unread: async ({ id, adasText }) =>
      void (await ada.call("DELETE /conversations/:id/messages/:messageId", text(id, adasText))),
    "of mine": async ({ id, bobsText }) =>
      void (await bob.call("DELETE /conversations/:id/messages/:messageId", text(id, bobsText))),
  },
  "POST /conversations/:id/read": {
    partly: ({ id }) => read(id, 3),
    "up to the end": ({ id }) => read(id, 4),
  },
  "PATCH /conversations/:id/own": {
    muted: ({ id }) => markOwn(id, { muted: true }),
    "marked as unread": ({ id }) => markOwn(id, { unreadFrom: 2 }),
  },
  group_created: { "with me": () => ada.groupWith("Just made", bob, cleo) },
  renamed: {
    once: async ({ id }) =>
      void (await ada.call("PATCH /conversations/:id", `/conversations/${id}`, { title: "New title" })),
  },
  member_added: {
    another: async ({ id }) =>
      void (await ada.call("POST /conversations/:id/members", `/conversations/${id}/members`, { email: dan.email })),
  },
  member_removed: { another: ({ id }) => takeOut(ada, id) },
  member_left: { another: ({ id }) => takeOut(cleo, id) },
  role_changed: {
    mine: ({ id }) => setRole(id, bob, "admin"),
    "of another": ({ id }) => setRole(id, cleo, "admin"),
  },
  ownership_transferred: {
    "to me": ({ id }) => setRole(id, bob, "owner"),
    "to another": ({ id }) => setRole(id, cleo, "owner"),
  },
};
const EXAMPLES = Object.entries(CHANGES).flatMap(([kind, examples]) =>
  Object.entries(examples).map(([title, change]) => ({ title: `${kind}, ${title}`, change })),
);

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

async function engine(storage = memoryStorage()): Promise<ChatClient> {
  return whenLive(await bob.client({ storage }));
}

describe("state and changes", () => {
  it.each(EXAMPLES)("[S7] equal a fresh fetch: $title", async ({ change }) => {
    const scene = await ada.groupWith("Old title", bob, cleo);
    const bobsText = (await bob.say(scene.id, "Bob's")).messageId;
    const adasText = (await ada.say(scene.id, "Ada's")).messageId;
    await ada.say(scene.id, "one more");
    const storage = memoryStorage();
    const [live, away] = await Promise.all([engine(), engine(storage)]);
    await Promise.all([live, away].map((client) => client.openConversation(scene.id)));
    await away.stop();

    const before = shownBy(live, scene.id);
    const { id } = (await change({ id: scene.id, adasText, bobsText })) ?? scene;
    const { lastRev, lastReadSeq, ownRev } = await bob.call("GET /conversations/:id", `/conversations/${id}`);
    await whenAt(live, id, lastRev);
    await until(() => conversationOf(live, id)?.summary.lastReadSeq === lastReadSeq, "the marker is heard");
    await until(() => conversationOf(live, id)?.summary.ownRev === ownRev, "my own marks are heard");
    const [caughtUp, fresh] = await Promise.all([engine(storage), engine()]);
    for (const client of [live, caughtUp, fresh]) await client.openConversation(id);

    const expected = shownBy(fresh, id);
    expect(expected).not.toEqual(before);
    expect(shownBy(live, id)).toEqual(expected);
    expect(shownBy(caughtUp, id)).toEqual(expected);
    await Promise.all([live, caughtUp, fresh].map((client) => client.stop()));
  });
});
