/** What the server says unasked: for every event, who hears it and with which fields. A new event or field fails until it is written here. */
import { DOWN, type DownEvent, type SystemEvent } from "@oschat/protocol";
import { type Person, startWorld, until, type World, whyNoRedis } from "@oschat/test-kit";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const LISTENERS = ["sender", "their other device", "member", "newcomer", "former", "stranger", "new device"] as const;
type Listener = (typeof LISTENERS)[number];

const MESSAGE_FIELDS = [
  "body",
  "clientMsgId",
  "conversationId",
  "createdAt",
  "deletedAt",
  "editedAt",
  "kind",
  "messageId",
  "rev",
  "senderAvatar",
  "senderId",
  "senderName",
  "seq",
  "system",
];
const SYSTEM_FIELDS: Record<SystemEvent["type"], string[]> = {
  group_created: ["title", "type"],
  renamed: ["title", "type"],
  member_added: ["avatarUrl", "name", "role", "type", "userId"],
  member_removed: ["name", "type", "userId"],
  member_left: ["name", "type", "userId"],
  role_changed: ["name", "role", "type", "userId"],
  ownership_transferred: ["name", "type", "userId"],
};

interface Contract {
  fields: string[];
  heardBy: Listener[];
  /** What brings the event about. */
  cause(): Promise<unknown> | unknown;
}

const CONTRACTS: Record<DownEvent, Contract> = {
  ready: {
    fields: ["epoch", "serverTime", "sessionId", "userId"],
    heardBy: ["new device"],
    cause: async () => listen("new device", await world.person("Ada")),
  },
  "message:new": {
    fields: MESSAGE_FIELDS,
    heardBy: ["sender", "their other device", "member"],
    cause: () => ask("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body: "new" }),
  },
  "message:updated": {
    fields: MESSAGE_FIELDS,
    heardBy: ["sender", "their other device", "member"],
    cause: () => ask("message:edit", { conversationId, messageId, body: "edited" }),
  },
  "message:ack": {
    fields: ["clientMsgId", "conversationId", "createdAt", "messageId", "rev", "seq"],
    heardBy: ["sender"],
    cause: () => tell("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body: "without a callback" }),
  },
  "sync:batch": {
    fields: ["conversationId", "hasMore", "lastRev", "lastSeq", "messages", "reset", "toRev"],
    heardBy: ["sender"],
    cause: () => tell("sync:request", { conversationId }),
  },
  "conversation:added": {
    fields: ["conversationId"],
    heardBy: ["newcomer"],
    cause: () =>
      ada.call("POST /conversations/:id/members", `/conversations/${conversationId}/members`, {
        email: newcomer.email,
      }),
  },
  "conversation:removed": {
    fields: ["conversationId"],
    heardBy: ["newcomer"],
    cause: () =>
      ada.call("DELETE /conversations/:id/members/:userId", `/conversations/${conversationId}/members/${newcomer.id}`),
  },
  "read:updated": {
    fields: ["conversationId", "lastReadSeq", "lastSeenMessageId", "unread"],
    heardBy: ["sender", "their other device"],
    cause: async () => {
      const { seq } = await member.say(conversationId, "to be read");
      await ask("read:mark", { conversationId, seq });
    },
  },
  "own:updated": {
    fields: ["conversationId", "muted", "ownRev", "unread", "unreadFrom"],
    heardBy: ["sender", "their other device"],
    cause: () => ada.call("PATCH /conversations/:id/own", `/conversations/${conversationId}/own`, { muted: true }),
  },
  "user:updated": {
    fields: ["avatarUrl", "id", "name"],
    heardBy: ["sender", "their other device", "member"],
    cause: () => world.person("Ada of late", ada.email),
  },
  "typing:start": {
    fields: ["conversationId", "userId", "userName"],
    heardBy: ["member"],
    cause: () => ask("typing:start", { conversationId }),
  },
  "typing:stop": {
    fields: ["conversationId", "userId", "userName"],
    heardBy: ["member"],
    cause: () => ask("typing:stop", { conversationId }),
  },
  "sync:hint": {
    fields: ["withinMs"],
    heardBy: ["sender", "their other device", "member", "newcomer", "former", "stranger"],
    cause: () => world.redis?.dropSubscribers(),
  },
  "request:refused": {
    fields: ["clientMsgId", "error", "event"],
    heardBy: ["sender"],
    cause: () => tell("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body: "" }),
  },
  "session:ended": {
    fields: ["reason"],
    heardBy: ["their other device"],
    cause: () => ada.call("DELETE /me/sessions/:id", `/me/sessions/${otherDevice.sessionId}`),
  },
};

type Heard = { event: string; payload: Record<string, unknown> };

/** One server alone has nothing to hint at. */
const missing = whyNoRedis();
if (missing !== null) console.warn(`Events are tested with one server: ${missing}`);
const EVENTS = (Object.keys(DOWN) as DownEvent[]).filter((event) => missing === null || event !== "sync:hint");

let world: World;
let [ada, otherDevice, member, newcomer] = [] as unknown as [Person, Person, Person, Person];
let conversationId: string;
let messageId: string;
const sockets = new Map<Listener, Socket>();
const heard = new Map<Listener, Heard[]>();

beforeAll(async () => {
  world = await startWorld({ nodes: missing === null ? 2 : 1 });
  const names = ["Ada", "Ada", "Bob", "Nina", "Fred", "Sten"];
  const people = (await Promise.all(names.map((name) => world.person(name)))) as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const [, , , , former, stranger] = people;
  [ada, otherDevice, member, newcomer] = people;
  ({ id: conversationId } = await ada.groupWith("Heard", member, former));
  ({ messageId } = await ada.say(conversationId, "the first"));
  const listeners = { sender: ada, "their other device": otherDevice, member, newcomer, former, stranger };
  for (const [name, person] of Object.entries(listeners)) await listen(name as Listener, person);
  await ada.request("DELETE", `/conversations/${conversationId}/members/${former.id}`);
});
afterAll(async () => {
  for (const socket of sockets.values()) socket.disconnect();
  await world.stop();
});

async function listen(name: Listener, { token }: Person): Promise<void> {
  const socket = io(world.url, { auth: { token }, transports: ["websocket"], forceNew: true, reconnection: false });
  const noted: Heard[] = [];
  socket.onAny((event: string, payload: Record<string, unknown>) => noted.push({ event, payload }));
  sockets.set(name, socket);
  heard.set(name, noted);
  await until(() => noted.some(({ event }) => event === "ready"), `${name} is connected`);
}

const ask = (event: string, payload: object) => sockets.get("sender")?.timeout(5_000).emitWithAck(event, payload);
const tell = (event: string, payload: object) => sockets.get("sender")?.emit(event, payload);

function leave(name: Listener): void {
  sockets.get(name)?.disconnect();
  sockets.delete(name);
  heard.delete(name);
}

/** Resolves when everything that was sent before now has arrived. */
async function whenQuiet(): Promise<void> {
  const open = [...sockets.values()].filter(({ connected }) => connected);
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(
      open.map((socket) =>
        socket
          .timeout(5_000)
          .emitWithAck("sync:heads", {})
          .catch(() => {}),
      ),
    );
  }
}

describe("an event of the server's", () => {
  it.each(EVENTS)("{C5} [A1] is heard by its audience alone, with its fields alone: %s", async (event) => {
    const { fields, heardBy, cause } = CONTRACTS[event];
    await whenQuiet();
    for (const noted of heard.values()) noted.length = 0;
    await cause();
    const payloads = (name: Listener) => (heard.get(name) ?? []).filter((one) => one.event === event);
    await until(() => heardBy.every((name) => payloads(name).length > 0), `${heardBy.join(", ")} hear ${event}`);
    await whenQuiet();
    expect(LISTENERS.filter((name) => payloads(name).length > 0)).toEqual(heardBy);
    for (const { payload } of heardBy.flatMap(payloads)) {
      expect(Object.keys(payload).toSorted()).toEqual(fields);
      expect(DOWN[event].parse(payload)).toEqual(payload);
    }
    leave("new device");
  });

  it("{C5} tells news of a group with the fields of their kind alone", async () => {
    const { id } = await ada.groupWith("News", member);
    const path = `/conversations/${id}`;
    await ada.request("PATCH", path, { title: "Newer" });
    await ada.request("POST", `${path}/members`, { email: newcomer.email });
    await ada.request("PATCH", `${path}/members/${member.id}`, { role: "admin" });
    await ada.request("DELETE", `${path}/members/${newcomer.id}`);
    await ada.request("PATCH", `${path}/members/${member.id}`, { role: "owner" });
    await ada.request("DELETE", `${path}/members/${ada.id}`);
    const { messages } = await member.call("GET /conversations/:id/messages", `${path}/messages`);
    const told = messages.map(({ system }) => system ?? { type: "none" });
    const fieldsOf = Object.fromEntries(told.map((system) => [system.type, Object.keys(system).toSorted()]));
    expect(fieldsOf).toEqual(SYSTEM_FIELDS);
    for (const message of messages) expect(Object.keys(message).toSorted()).toEqual(MESSAGE_FIELDS);
  });
});
