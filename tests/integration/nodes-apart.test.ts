/** Two servers whose Redis is killed, paused, emptied, or drops their subscriptions: nothing is lost, and nobody who was removed hears. */
import type { ChatClient } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import {
  freePort,
  type Person,
  type RedisServer,
  startWorld,
  until,
  type World,
  whenAt,
  whenLive,
  whyNoRedis,
} from "@oschat/test-kit";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const missing = whyNoRedis();
if (missing !== null) console.warn(`Nodes without Redis are not tested: ${missing}`);

/** Until nodes hear each other again (reconnecting, one beat), the hint is spread (2 s), and heads are compared; with room for noise. */
const SOON_MS = 12_000;

let world: World;
let redis: RedisServer;
let [here, there] = ["", ""];
let [ada, bob] = [] as unknown as [Person, Person];
let [speaker, bobsEngine] = [] as unknown as [Socket, ChatClient];
let id: string;
let metricsPort: number;

beforeAll(async () => {
  if (missing !== null) return;
  metricsPort = await freePort();
  world = await startWorld({ nodes: 2, env: { LOG_LEVEL: "info", METRICS_PORT: String(metricsPort) } });
  [here, there] = world.nodeUrls as [string, string];
  redis = world.redis as RedisServer;
  [ada, bob] = [await world.person("Ada"), await world.person("Bob")];
  ({ id } = await ada.groupWith("Apart", bob));
  speaker = await ada.socket({ url: here });
  bobsEngine = await whenLive(await bob.client({ url: there }));
  await bobsEngine.openConversation(id);
});
beforeEach(async () => void (missing === null && (await whenTogether())));
afterAll(() => world?.stop());

const send = (conversationId: string): Promise<{ rev: number }> =>
  speaker
    .timeout(10_000)
    .emitWithAck("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body: "text" });

const noted = (sentence: string) => world.logLines.filter((line) => line.includes(sentence)).length;
/** Both nodes hear each other. */
const whenTogether = () => until(() => noted("in touch with") === noted("out of touch") + 2, "they are in touch");
/** Both nodes know that they do not. */
const whenApart = () => until(() => noted("in touch with") === noted("out of touch"), "they are out of touch");

/** What the metrics of the first node say of it and the other one. */
const isInTouch = async () => {
  const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return page.match(/^oschat_in_touch (\d)$/m)?.[1] === "1";
};

describe.skipIf(missing !== null)("when Redis", () => {
  it("[S5] [I3] is killed and comes back, sends go on, and the other node's clients learn of them at once", async () => {
    expect(await isInTouch()).toBe(true);
    await redis.kill();
    await whenApart();
    expect(await isInTouch()).toBe(false);
    const elsewhere = await ada.socket({ url: here });
    const heardHere: Message[] = [];
    elsewhere.on("message:new", (message: Message) => heardHere.push(message));
    const { rev } = await send(id);
    await until(() => heardHere.some((message) => message.rev === rev), "listeners on the same node hear it");
    await redis.start();
    await whenAt(bobsEngine, id, rev, SOON_MS);
    const { rev: next } = await send(id);
    await whenAt(bobsEngine, id, next);
    elsewhere.disconnect();
  });

  it("[A1] {C6} is away, a removal on one node ends delivery on the other with the next message there", async () => {
    const { id: group } = await ada.groupWith("Removed apart", bob, await world.person("Cleo"));
    const bobs = await bob.socket({ url: there });
    const heard: Message[] = [];
    bobs.on("message:new", (message: Message) => message.conversationId === group && heard.push(message));
    const adasThere = await ada.socket({ url: there });
    const say = (): Promise<{ rev: number }> =>
      adasThere.timeout(10_000).emitWithAck("message:send", {
        conversationId: group,
        clientMsgId: crypto.randomUUID(),
        body: "there",
      });
    const { rev: heardLast } = await say();
    await until(() => heard.some(({ rev }) => rev === heardLast), "Bob hears, as a member");
    const typing: unknown[] = [];
    bobs.on("typing:start", (notice) => typing.push(notice));
    await redis.kill();
    await whenApart();
    const removal = await fetch(`${here}/conversations/${group}/members/${bob.id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${ada.token}` },
    });
    expect(removal.status).toBe(204);
    await adasThere.timeout(5_000).emitWithAck("typing:start", { conversationId: group });
    for (let n = 0; n < 5; n += 1) await say();
    await bobs.timeout(5_000).emitWithAck("sync:heads", {});
    await redis.start();
    await say();
    await bobs.timeout(5_000).emitWithAck("sync:heads", {});
    expect(heard.filter(({ rev }) => rev > heardLast)).toEqual([]);
    expect(typing).toEqual([]);
    for (const socket of [bobs, adasThere]) socket.disconnect();
  });

  it("[S2] [S5] was away while somebody was added, they hear the conversation once it is back", async () => {
    const { id: group } = await ada.groupWith("Added apart", await world.person("Cleo"));
    await redis.kill();
    await whenApart();
    const path = `${here}/conversations/${group}/members`;
    const headers = { authorization: `Bearer ${ada.token}`, "content-type": "application/json" };
    await fetch(path, { method: "POST", headers, body: JSON.stringify({ email: bob.email }) });
    await redis.start();
    await until(() => bobsEngine.getState().conversations.has(group), "Bob has the conversation", SOON_MS);
    await bobsEngine.openConversation(group);
    const { rev } = await send(group);
    await whenAt(bobsEngine, group, rev, 3_000);
  });

  it("[S5] does not answer for a while, sends go on, and the other node's clients learn of them", async () => {
    redis.pause();
    const { rev } = await send(id);
    await whenApart();
    const { rev: later } = await send(id);
    redis.resume();
    await whenAt(bobsEngine, id, Math.max(rev, later), SOON_MS);
  });

  it("[S5] drops the subscriptions, what was told meanwhile is found", async () => {
    await redis.dropSubscribers();
    const revs: number[] = [];
    for (let n = 0; n < 20; n += 1) revs.push((await send(id)).rev);
    await whenAt(bobsEngine, id, Math.max(...revs), SOON_MS);
  });

  it("[S5] loses all it held, delivery goes on", async () => {
    await redis.flush();
    const { rev } = await send(id);
    await whenAt(bobsEngine, id, rev, 3_000);
  });
});
