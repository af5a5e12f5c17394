/** S7, for every kind of change there is: state at t0 plus the changes equals a fresh fetch at t1. */
import type { SystemEvent } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import type { ModelServer } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

type Kind =
  | SystemEvent["type"]
  | "sent"
  | "sent by me"
  | "edited"
  | "deleted"
  | "deleted when read"
  | "sent and deleted";
/** A change that ben, the owner, makes in a group of ada, ben and cleo; `oldest` is a text of ben's that ada has not read. */
type Change = (server: ModelServer, id: string, oldest: string) => void;

const administer =
  (event: SystemEvent): Change =>
  (server, id) =>
    server.administer("ben", id, event);

const CHANGES: Readonly<Record<Kind, Change>> = {
  sent: (server, id) => server.send("ben", id, "ben-new", "new"),
  "sent by me": (server, id) => server.send("ada", id, "ada-new", "from my other device"),
  edited: (server, id, oldest) => server.edit("ben", id, oldest, "edited"),
  deleted: (server, id, oldest) => server.remove("ben", id, oldest),
  "deleted when read"(server, id, oldest) {
    server.markRead("ada", id, 100);
    server.remove("ben", id, oldest);
  },
  "sent and deleted"(server, id) {
    server.send("ben", id, "ben-new", "new");
    server.remove("ben", id, server.messagesOf(id).at(-1)?.messageId ?? "");
  },
  group_created: administer({ type: "group_created", title: "Made anew" }),
  renamed: administer({ type: "renamed", title: "Orchard" }),
  member_added: administer({ type: "member_added", userId: "dan", name: "DAN", avatarUrl: null, role: "member" }),
  member_removed: administer({ type: "member_removed", userId: "cleo", name: "CLEO" }),
  member_left: (server, id) => server.administer("cleo", id, { type: "member_left", userId: "cleo", name: "CLEO" }),
  role_changed: administer({ type: "role_changed", userId: "ada", name: "ADA", role: "admin" }),
  ownership_transferred: administer({ type: "ownership_transferred", userId: "ada", name: "ADA" }),
};
const KINDS = Object.keys(CHANGES) as Kind[];

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
  it.each(KINDS)("[S7] %s, live", async (kind) => {
    const { world, ada, id, oldest } = await stage(isOpen);
    CHANGES[kind](world.server, id, oldest);
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    expect(ada.device.seen.filter((request) => request === "sync:heads")).toHaveLength(1);
  });

  it.each(KINDS)("[S7] %s, while away", async (kind) => {
    const { world, ada, id, oldest } = await stage(isOpen);
    ada.client.setNetwork(false);
    CHANGES[kind](world.server, id, oldest);
    ada.client.setNetwork(true);
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S7] all of them, one after the other, live and while away", async () => {
    const { world, ada, id, oldest } = await stage(isOpen);
    for (const kind of KINDS) {
      const isDone = world.server.messagesOf(id)[1]?.deletedAt !== null;
      if (isDone && kind.startsWith("deleted")) continue;
      CHANGES[kind](world.server, id, oldest);
      if (world.server.membersOf(id).every(({ id: userId }) => userId !== "cleo")) {
        world.server.administer("ben", id, {
          type: "member_added",
          userId: "cleo",
          name: "CLEO",
          avatarUrl: null,
          role: "member",
        });
      }
      await world.settle();
      expectEqualToServer(ada.client.getState(), world.server, "ada");
    }
    const fresh = await world.live("ada");
    const titles = [ada, fresh].map(({ client }) => client.getState().conversations.get(id)?.summary);
    expect(titles[0]).toEqual(titles[1]);
  });
});
