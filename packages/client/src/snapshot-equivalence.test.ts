/** S7, for every kind of change there is: state at t0 plus the changes equals a fresh fetch at t1. */
import type { Message, SystemEvent, UpEvent } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import type { ModelServer } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

/** What lasts of all that may be sent: an event that is new here lasts until it is said that it does not. */
type LastingEvent = Exclude<UpEvent, "sync:request" | "sync:heads" | "typing:start" | "typing:stop">;
type Kind = LastingEvent | SystemEvent["type"] | "own marks";
/** A change in ben's group of ada, ben and cleo, as ada sees it; `text` is one of ben's that ada has not read. */
type Change = (server: ModelServer, id: string, text: string) => void;
type Examples = Readonly<Record<string, Change>>;

const administer =
  (event: SystemEvent): Change =>
  (server, id) =>
    server.administer("ben", id, event);

/** A message of every kind that people send. */
const SENT: Readonly<Record<Exclude<Message["kind"], "system">, Change>> = {
  text: (server, id) => server.send("ben", id, `ben ${server.messagesOf(id).length}`, "new"),
};

/** Every kind of change. A kind that is new does not compile until it has an example. */
const CHANGES: Readonly<Record<Kind, Examples>> = {
  "message:send": {
    ...SENT,
    "from my other device": (server, id) => server.send("ada", id, `ada ${server.messagesOf(id).length}`, "mine"),
  },
  "message:edit": { "of another": (server, id, text) => server.edit("ben", id, text, "edited") },
  "message:delete": {
    unread: (server, id, text) => server.remove("ben", id, text),
    read(server, id, text) {
      server.markRead("ada", id, 100);
      server.remove("ben", id, text);
    },
    "just sent"(server, id) {
      SENT.text(server, id, "");
      server.remove("ben", id, server.messagesOf(id).at(-1)?.messageId ?? "");
    },
    "edited before"(server, id, text) {
      server.edit("ben", id, text, "edited");
      server.remove("ben", id, text);
    },
  },
  "read:mark": {
    partly: (server, id) => server.markRead("ada", id, server.messagesOf(id).length - 1),
    "up to the end": (server, id) => server.markRead("ada", id, server.messagesOf(id).length),
    "by another": (server, id) => server.markRead("cleo", id, server.messagesOf(id).length),
  },
  "own marks": {
    muted: (server, id) => server.changeOwnMarks("ada", id, { muted: true }),
    "marked as unread": (server, id) => server.changeOwnMarks("ada", id, { unreadFrom: 2 }),
    "marked and read"(server, id) {
      server.changeOwnMarks("ada", id, { unreadFrom: 2 });
      server.markRead("ada", id, 100);
    },
    "no longer marked"(server, id) {
      server.changeOwnMarks("ada", id, { muted: true, unreadFrom: 1 });
      server.changeOwnMarks("ada", id, { unreadFrom: null });
    },
  },
  group_created: { "with me": (server) => server.createGroup("ben", "Orchard", ["ada"]) },
  renamed: { once: administer({ type: "renamed", title: "Orchard" }) },
  member_added: {
    another: administer({ type: "member_added", userId: "dan", name: "DAN", avatarUrl: null, role: "member" }),
    "me, again"(server, id) {
      server.administer("ben", id, { type: "member_removed", userId: "ada", name: "ADA" });
      const event = { type: "member_added", userId: "ada", name: "ADA", avatarUrl: null, role: "admin" } as const;
      server.administer("ben", id, event);
    },
  },
  member_removed: {
    another: administer({ type: "member_removed", userId: "cleo", name: "CLEO" }),
    me: administer({ type: "member_removed", userId: "ada", name: "ADA" }),
  },
  member_left: {
    another: (server, id) => server.administer("cleo", id, { type: "member_left", userId: "cleo", name: "CLEO" }),
    me: (server, id) => server.administer("ada", id, { type: "member_left", userId: "ada", name: "ADA" }),
  },
  role_changed: {
    mine: administer({ type: "role_changed", userId: "ada", name: "ADA", role: "admin" }),
    "of another": administer({ type: "role_changed", userId: "cleo", name: "CLEO", role: "admin" }),
  },
  ownership_transferred: {
    "to me": administer({ type: "ownership_transferred", userId: "ada", name: "ADA" }),
    "to another": administer({ type: "ownership_transferred", userId: "cleo", name: "CLEO" }),
  },
};
const EXAMPLES = Object.entries(CHANGES).flatMap(([kind, examples]) =>
  Object.entries(examples).map(([title, change]) => ({ title: `${kind}, ${title}`, change })),
);

async function stage(isOpen: boolean): Promise<{ world: World; ada: Person; id: string; oldest: string }> {
  const world = new World();
  const { id } = world.server.createGroup("ben", "Garden", ["ada", "cleo"]);
  world.server.send("ben", id, "ben-1", "first");
  world.server.send("cleo", id, "cleo-1", "second");
  const ada = await world.live("ada");
  if (isOpen) {
    const opening = ada.client.openConversation(id);
    await world.settle();
    await opening;
  }
  return { world, ada, id, oldest: world.server.messagesOf(id)[1]?.messageId ?? "" };
}

describe.each([
  { isOpen: true, title: "an open conversation" },
  { isOpen: false, title: "a row of the list" },
])("state and changes equal a fresh fetch: $title", ({ isOpen }) => {
  it.each(EXAMPLES)("[S7] $title, live", async ({ change }) => {
    const { world, ada, id, oldest } = await stage(isOpen);
    change(world.server, id, oldest);
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    expect(ada.device.seen.filter((request) => request === "sync:heads")).toHaveLength(1);
  });

  it.each(EXAMPLES)("[S7] $title, while away", async ({ change }) => {
    const { world, ada, id, oldest } = await stage(isOpen);
    ada.client.setNetwork(false);
    change(world.server, id, oldest);
    ada.client.setNetwork(true);
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S7] all of them, one after the other, live and while away", async () => {
    const { world, ada, id } = await stage(isOpen);
    const { server } = world;
    for (const [index, { change }] of EXAMPLES.entries()) {
      ada.client.setNetwork(index % 2 === 0);
      server.send("ben", id, `before ${index}`, "to be changed");
      change(server, id, server.messagesOf(id).at(-1)?.messageId ?? "");
      ada.client.setNetwork(true);
      await world.settle();
      expectEqualToServer(ada.client.getState(), server, "ada");
      for (const userId of ["ada", "cleo"]) {
        const name = userId.toUpperCase();
        const isMember = server.membersOf(id).some((member) => member.id === userId);
        const event = { type: "member_added", userId, name, avatarUrl: null, role: "member" } as const;
        if (!isMember) server.administer("ben", id, event);
      }
    }
    await world.settle();
    const fresh = await world.live("ada");
    const [held, fetched] = [ada, fresh].map(({ client }) => client.getState().conversations.get(id)?.summary);
    expect(held).toEqual(fetched);
  });
});
