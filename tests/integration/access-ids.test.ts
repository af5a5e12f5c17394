/** Requests that say more or other than they may: ids of others swapped into any place, fields nobody gave, names that look like ids. */
import { REST, type RestName, UP, type UpEvent } from "@oschat/protocol";
import { type Person, type Scene, startWorld, VALID_PAYLOADS, VALID_REQUESTS, type World } from "@oschat/test-kit";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "./access-askers.ts";

let world: World;
let [ada, bob, cleo] = [] as unknown as [Person, Person, Person];
let socket: Socket;
/** Bob's own group, of which he is the owner. */
let bobs: Scene;
/** Ada's group, in which Bob is not. */
let adas: Scene;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob, cleo] = [await world.person("Ada"), await world.person("Bob"), await world.person("Cleo")];
  adas = await groupOf(ada, cleo);
  bobs = await groupOf(bob, await world.person("Dan"));
  socket = await bob.socket();
});
afterAll(() => world.stop());

async function groupOf(owner: Person, other: Person): Promise<Scene> {
  const { id } = await owner.groupWith(`${owner.name}'s group`, other);
  const { messageId } = await owner.say(id, `${owner.name}'s secret`);
  return {
    conversationId: id,
    messageId,
    userId: other.id,
    email: ada.email,
    sessionId: owner.sessionId,
  };
}

/** But for the id of the request and the ids that were asked for. */
function withoutIds(answer: unknown, { messageId, userId, conversationId }: Scene): string {
  const ids = [messageId, userId, conversationId];
  return ids.reduce(
    (text, id) => text.replaceAll(id, ":id"),
    JSON.stringify(answer).replace(/"requestId":"[^"]+"/, ""),
  );
}

type Ask = (scene: Scene) => Promise<unknown>;
const get =
  (path: (scene: Scene) => string): Ask =>
  async (scene) =>
    (await bob.request("GET", path(scene))).body;
const ask = (event: UpEvent, payload: (scene: Scene) => object): Ask => {
  return async (scene) => socket.timeout(5_000).emitWithAck(event, payload(scene));
};
const route =
  (name: RestName): Ask =>
  async (scene) => {
    const { path, body } = VALID_REQUESTS[name](scene);
    return (await bob.request(name.split(" ")[0] ?? "", path, body)).body;
  };

/** Bob's own conversation, and in it what belongs to another. */
const SWAPS: Record<string, Ask> = {
  "edit over REST": route("PATCH /conversations/:id/messages/:messageId"),
  "delete over REST": route("DELETE /conversations/:id/messages/:messageId"),
  "a role over REST": route("PATCH /conversations/:id/members/:userId"),
  "a removal over REST": route("DELETE /conversations/:id/members/:userId"),
  "history before": get(
    ({ conversationId, messageId }) => `/conversations/${conversationId}/messages?before=${messageId}`,
  ),
  "history after": get(
    ({ conversationId, messageId }) => `/conversations/${conversationId}/messages?after=${messageId}`,
  ),
  "history around": get(
    ({ conversationId, messageId }) => `/conversations/${conversationId}/messages?around=${messageId}`,
  ),
  "message:edit": ask("message:edit", VALID_PAYLOADS["message:edit"]),
  "message:delete": ask("message:delete", VALID_PAYLOADS["message:delete"]),
  "sync:request": ask("sync:request", ({ conversationId, messageId }) => ({
    conversationId,
    afterMessageId: messageId,
  })),
};

describe("ids of others", () => {
  it.each(Object.keys(SWAPS))(
    "{D2} [A2] in one's own conversation are answered like ids that nobody has: %s",
    async (name) => {
      const swap = SWAPS[name] as Ask;
      const swapped = { ...adas, conversationId: bobs.conversationId };
      const invented = { ...swapped, messageId: crypto.randomUUID(), userId: crypto.randomUUID() };
      const answer = await swap(swapped);
      expect(codeOf(answer)).toBe("not_found");
      expect(withoutIds(answer, swapped)).toBe(withoutIds(await swap(invented), invented));
    },
  );

  it("{D2} change nothing of theirs", async () => {
    const { messages } = await ada.call(
      "GET /conversations/:id/messages",
      `/conversations/${adas.conversationId}/messages`,
    );
    expect(messages.map(({ body, rev }) => [body, rev])).toEqual([
      ["Ada created the group Ada's group", 1],
      ["Ada's secret", 2],
    ]);
  });

  it("{D2, F7} in a cursor of one's list find nothing of theirs", async () => {
    const page = (id: string) => `/conversations?limit=10&before=2999-01-01T00:00:00.000Z_${id}`;
    const { conversations } = await bob.call("GET /conversations", page(adas.conversationId));
    expect(conversations.map(({ id }) => id)).toEqual([bobs.conversationId]);
  });

  it("{D2, F10} in the query do not stand in for those in the path", async () => {
    const { path } = VALID_REQUESTS["GET /conversations/:id"](bobs);
    const { id } = await bob.call("GET /conversations/:id", `${path}?id=${adas.conversationId}`);
    expect(id).toBe(bobs.conversationId);
  });

  it("{F15} as a clientMsgId neither block nor read what is theirs", async () => {
    const { clientMsgId } = await ada.say(adas.conversationId, "Ada's under this id");
    const first = await bob.say(bobs.conversationId, "Bob's under the same id", clientMsgId);
    const again = await bob.say(bobs.conversationId, "Bob's under the same id", clientMsgId);
    expect(first.conversationId).toBe(bobs.conversationId);
    expect(again).toEqual(first);
  });
});

/** What the server alone decides, under the names it has on the wire and in the database. */
const SERVERS_OWN: Record<string, unknown> = {
  role: "owner",
  userId: "{ada}",
  senderId: "{ada}",
  sender_id: "{ada}",
  id: "{ada}",
  conversationId: "{theirs}",
  messageId: "{theirs}",
  kind: "system",
  system: { type: "renamed", title: "Mine" },
  seq: 1,
  rev: 1,
  createdAt: "2000-01-01T00:00:00.000Z",
  created_at: "2000-01-01T00:00:00.000Z",
  editedAt: null,
  deletedAt: null,
  lastReadSeq: 0,
  isAdmin: true,
  type: "dm",
  dm_key: "x",
  sessionId: "{ada}",
};

describe("fields that the server decides", () => {
  const withBody = (Object.keys(REST) as RestName[]).filter((name) => "body" in REST[name]);

  it.each(withBody)("{D6} are refused by %s", async (name) => {
    const { path, body } = VALID_REQUESTS[name](bobs);
    for (const [field, value] of Object.entries(SERVERS_OWN)) {
      if (Object.hasOwn(body ?? {}, field)) continue;
      const answer = await bob.request(name.split(" ")[0] ?? "", path, { ...body, [field]: value });
      expect([field, answer.status, codeOf(answer.body)]).toEqual([field, 400, "invalid_request"]);
    }
  });

  it.each(Object.keys(UP) as UpEvent[])("{D6} are refused by the event %s", async (event) => {
    const payload = VALID_PAYLOADS[event](bobs);
    for (const [field, value] of Object.entries(SERVERS_OWN)) {
      if (Object.hasOwn(payload, field)) continue;
      const answer = await socket.timeout(5_000).emitWithAck(event, { ...payload, [field]: value });
      expect([field, codeOf(answer)]).toEqual([field, "invalid_request"]);
    }
  });
});

describe("names that look like something else", () => {
  it("{D8} lead no message and no person elsewhere", async () => {
    const dm = await ada.dmWith(cleo);
    const dmKey = [ada.id, cleo.id].sort().join(":");
    for (const title of [dmKey, dm.id, adas.conversationId, ada.id, "Cleo", cleo.email]) {
      const { id } = await bob.groupWith(title);
      await bob.say(id, `to ${title}`);
      expect((await ada.dmWith(cleo)).id).toBe(dm.id);
      expect((await cleo.dmWith(ada)).id).toBe(dm.id);
    }
    for (const { conversationId, person } of [
      { conversationId: dm.id, person: cleo },
      { conversationId: adas.conversationId, person: ada },
    ]) {
      const { messages } = await person.call(
        "GET /conversations/:id/messages",
        `/conversations/${conversationId}/messages`,
      );
      expect(messages.filter(({ senderId }) => senderId === bob.id)).toEqual([]);
    }
  });

  it("{D8} as a person's name are no one else", async () => {
    const impostor = await world.person(`${ada.id}`);
    const dm = await bob.dmWith(impostor);
    expect(dm.members.map(({ id }) => id)).not.toContain(ada.id);
  });
});

describe("roles", () => {
  it.each(["admin", "owner"])("{D7} are not taken by oneself: %s", async (role) => {
    const { id } = await ada.groupWith("Climbing", bob, cleo);
    await ada.request("PATCH", `/conversations/${id}/members/${cleo.id}`, { role: "admin" });
    for (const climber of [bob, cleo]) {
      const answer = await climber.request("PATCH", `/conversations/${id}/members/${climber.id}`, { role });
      expect(codeOf(answer.body)).toBe("not_allowed");
    }
  });

  it("{D7} are one for each, also for who names themselves or somebody twice when making a group", async () => {
    const { members } = await ada.groupWith("Twice", bob, bob, ada);
    expect(members.map(({ name, role }) => [name, role]).toSorted()).toEqual([
      ["Ada", "owner"],
      ["Bob", "member"],
    ]);
  });
});
