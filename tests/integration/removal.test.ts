/** A removed member gets nothing more, by any path; a stranger cannot tell a conversation from none. */
import type { Message, UpEvent } from "@oschat/protocol";
import { connect } from "@oschat/server/database/connection";
import {
  conversationOf,
  type Person,
  requestJson,
  startWorld,
  textsOf,
  until,
  type World,
  whenAt,
  whenLive,
} from "@oschat/test-kit";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const RACES = 15;

let world: World;
let ada: Person;
let bob: Person;
let cleo: Person;
let stranger: Person;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  bob = await world.person("Bob");
  cleo = await world.person("Cleo");
  stranger = await world.person("Stranger");
});
afterAll(() => world.stop());

const remove = (id: string, person: Person) =>
  ada.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${person.id}`);

/** Everything that a socket hears of a conversation. */
function heardOf(socket: Socket, conversationId: string): { event: string; seq: number | null }[] {
  const heard: { event: string; seq: number | null }[] = [];
  socket.onAny((event: string, payload: Partial<Message>) => {
    if (payload.conversationId === conversationId) heard.push({ event, seq: payload.seq ?? null });
  });
  return heard;
}

/** Resolves when everything the server sent to this socket before now has arrived. */
const whenQuiet = (socket: Socket) => socket.timeout(5_000).emitWithAck("sync:heads", {});

const uuid = () => crypto.randomUUID();

/** Every route that names a conversation, with a request that a member could make. */
function requestsAbout(id: string, messageId: string, userId: string): [string, string, unknown?][] {
  return [
    ["GET", `/conversations/${id}`],
    ["PATCH", `/conversations/${id}`, { title: "Mine" }],
    ["POST", `/conversations/${id}/members`, { email: stranger.email }],
    ["PATCH", `/conversations/${id}/members/${userId}`, { role: "admin" }],
    ["DELETE", `/conversations/${id}/members/${userId}`],
    ["GET", `/conversations/${id}/messages`],
    ["GET", `/conversations/${id}/messages?before=${messageId}`],
    ["GET", `/conversations/${id}/messages?around=${messageId}`],
    ["POST", `/conversations/${id}/messages`, { clientMsgId: uuid(), body: "let me in" }],
    ["PATCH", `/conversations/${id}/messages/${messageId}`, { body: "mine" }],
    ["DELETE", `/conversations/${id}/messages/${messageId}`],
    ["GET", `/conversations/${id}/changes`],
    ["GET", `/conversations/${id}/changes?afterRev=999999`],
    ["POST", `/conversations/${id}/read`, { seq: 1 }],
    ["POST", `/conversations/${id}/typing`, { isTyping: true }],
  ];
}

/** Every event that names a conversation. */
function eventsAbout(conversationId: string, messageId: string): Record<Exclude<UpEvent, "sync:heads">, object[]> {
  return {
    "message:send": [{ conversationId, clientMsgId: uuid(), body: "let me in" }],
    "message:edit": [{ conversationId, messageId, body: "mine" }],
    "message:delete": [{ conversationId, messageId }],
    "sync:request": [
      { conversationId },
      { conversationId, afterRev: 0 },
      { conversationId, afterMessageId: messageId },
    ],
    "read:mark": [{ conversationId, seq: 1 }],
    "typing:start": [{ conversationId }],
    "typing:stop": [{ conversationId }],
  };
}

/** All answers about a conversation, as they came, but for the id of each request. */
async function answersAbout(person: Person, id: string, messageId: string): Promise<string[]> {
  const answers: string[] = [];
  for (const [method, path, body] of requestsAbout(id, messageId, person.id)) {
    const answer = await person.request(method, path, body);
    answers.push(
      `${method} ${path.replaceAll(id, ":id").replaceAll(messageId, ":messageId")} ${answer.status} ${withoutId(answer.body)}`,
    );
  }
  const socket = await person.socket();
  for (const [event, payloads] of Object.entries(eventsAbout(id, messageId))) {
    for (const payload of payloads) {
      answers.push(`${event} ${withoutId(await socket.timeout(5_000).emitWithAck(event, payload))}`);
    }
  }
  return answers;
}

function withoutId(body: unknown): string {
  return JSON.stringify(body).replace(/"requestId":"[^"]+"/, "");
}

describe("a stranger", () => {
  it("{D2} [A2] gets the same answer for a foreign conversation as for one that does not exist, on every path", async () => {
    const { id } = await ada.groupWith("Foreign", bob);
    const { messageId } = await ada.say(id, "secret");
    const foreign = await answersAbout(stranger, id, messageId);
    const absent = await answersAbout(stranger, uuid(), uuid());
    expect(foreign).toEqual(absent);
    for (const answer of foreign) expect(answer).toContain('"code":"not_found"');
    const { lastRev, memberCount } = await ada.call("GET /conversations/:id", `/conversations/${id}`);
    expect([lastRev, memberCount]).toEqual([2, 2]);
  });

  it("[A1] hears nothing and finds nothing in the list and the heads", async () => {
    const { id } = await ada.groupWith("Unheard", bob);
    const socket = await stranger.socket();
    const heard = heardOf(socket, id);
    await ada.say(id, "secret");
    await whenQuiet(socket);
    const { conversations } = await stranger.call("GET /conversations", "/conversations");
    const { heads } = await stranger.call("GET /heads", "/heads");
    expect([heard, conversations, heads]).toEqual([[], [], []]);
  });
});

describe("a member removed", () => {
  it("[A1] [A2] {C6, D3} while online hears of it and of nothing after it, and is a stranger on every path", async () => {
    const { id } = await ada.groupWith("Online", bob, cleo);
    const mine = await bob.say(id, "my own message");
    const sent = { conversationId: id, clientMsgId: mine.clientMsgId, body: "my own message" };
    const [socket, cleos] = [await bob.socket(), await cleo.socket()];
    const heard = heardOf(socket, id);
    const heardByCleo = heardOf(cleos, id);
    await ada.say(id, "before");
    await until(() => heard.length === 1, "Bob hears");
    await remove(id, bob);
    await ada.say(id, "after");
    await cleos.timeout(5_000).emitWithAck("typing:start", { conversationId: id });
    await until(() => heardByCleo.some(({ seq }) => seq === 5), "Cleo hears what came after");
    await whenQuiet(socket);
    expect(heard).toEqual([
      { event: "message:new", seq: 3 },
      { event: "conversation:removed", seq: null },
    ]);
    const asBob = await answersAbout(bob, id, mine.messageId);
    expect(asBob).toEqual(await answersAbout(bob, uuid(), uuid()));
    const repeat = await socket.timeout(5_000).emitWithAck("message:send", sent);
    expect(repeat.error.code).toBe("not_found");
  });

  it("[A1] while offline finds nothing of it any more", async () => {
    const { id } = await ada.groupWith("While offline", bob);
    const client = await whenLive(await bob.client());
    await client.openConversation(id);
    client.setNetwork(false);
    await ada.say(id, "never for Bob");
    await remove(id, bob);
    client.setNetwork(true);
    await whenLive(client);
    expect(conversationOf(client, id)).toBeUndefined();
    const fresh = await whenLive(await bob.client());
    expect(conversationOf(fresh, id)).toBeUndefined();
  });

  it("[A1] {C6} while connecting hears nothing after the removal, in any of many races", async () => {
    for (let round = 0; round < RACES; round += 1) {
      const { id } = await ada.groupWith(`Race ${round}`, bob);
      const socket = io(world.url, { auth: { token: bob.token }, transports: ["websocket"], forceNew: true });
      const heard = heardOf(socket, id);
      const ready = new Promise((resolve) => socket.once("ready", resolve));
      const sends = Array.from({ length: 4 }, (_, n) => pause(n * 4).then(() => ada.say(id, `text ${n}`)));
      await pause((round % 10) * 2);
      await remove(id, bob);
      const { seq } = await ada.say(id, "after the removal");
      await Promise.all([ready, ...sends]);
      await whenQuiet(socket);
      const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
      const removedAt = messages.find(({ system }) => system?.type === "member_removed")?.seq ?? 0;
      expect(removedAt).toBeLessThan(seq);
      expect(heard.filter((one) => one.seq !== null && one.seq >= removedAt)).toEqual([]);
      socket.disconnect();
    }
  });

  it("[A1] {C6} while connecting, with the removal not yet committed, does not slip back in", async () => {
    const { id } = await ada.groupWith("Slow commit", bob);
    const beside = connect(world.databaseUrl, 1, () => {});
    await beside.pool.query(`
      create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return new; end $$;
      create constraint trigger slow after insert on messages deferrable initially deferred
        for each row when (new.kind = 'system') execute function be_slow();`);
    const removal = remove(id, bob);
    await until(async () => {
      const { rows } = await beside.pool.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'",
      );
      return rows.length > 0;
    }, "the removal is being committed");
    const socket = io(world.url, { auth: { token: bob.token }, transports: ["websocket"], forceNew: true });
    const heard = heardOf(socket, id);
    await Promise.all([removal, new Promise((resolve) => socket.once("ready", resolve))]);
    await beside.pool.query("drop function be_slow cascade");
    await beside.close();
    await ada.say(id, "after the removal");
    await whenQuiet(socket);
    socket.disconnect();
    expect(heard.filter(({ seq }) => seq !== null)).toEqual([]);
  });

  it("[A1] [I1] while sending is stored before the removal or not at all", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await ada.groupWith(`Sending ${round}`, bob);
      const attempts = Array.from({ length: 8 }, (_, n) =>
        bob.request("POST", `/conversations/${id}/messages`, { clientMsgId: uuid(), body: `text ${n}` }),
      );
      const [answers] = await Promise.all([Promise.all(attempts), remove(id, bob)]);
      const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
      const removedAt = messages.find(({ system }) => system?.type === "member_removed")?.seq ?? 0;
      const bobs = messages.filter(({ senderId }) => senderId === bob.id);
      expect(bobs.filter(({ seq }) => seq > removedAt)).toEqual([]);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(bobs.length);
      expect(answers.filter(({ status }) => status === 404)).toHaveLength(8 - bobs.length);
    }
  });

  it("[A1] and added again hears everything, also of the time between", async () => {
    const { id } = await ada.groupWith("Back again", bob);
    const client = await whenLive(await bob.client());
    await client.openConversation(id);
    await remove(id, bob);
    await until(() => conversationOf(client, id) === undefined, "the conversation is dropped");
    await ada.say(id, "without Bob");
    await ada.call("POST /conversations/:id/members", `/conversations/${id}/members`, { email: bob.email });
    await until(() => conversationOf(client, id), "the conversation is back");
    await client.openConversation(id);
    await ada.say(id, "with Bob");
    await whenAt(client, id, 5);
    expect(textsOf(client, id)).toEqual(["without Bob", "with Bob"]);
  });
});

describe("whoever is not signed in", () => {
  it("[A1] [E1] is refused on every path", async () => {
    const { id } = await ada.groupWith("Closed", bob);
    for (const [method, path, body] of requestsAbout(id, uuid(), ada.id)) {
      const answer = await requestJson(world.url, method, path, { body });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "not_signed_in" } } });
    }
  });
});

/** Lets a race begin at another point; nothing is waited for. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
