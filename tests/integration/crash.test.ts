/** The server is a process here, and dies. Nothing acknowledged is missing, nothing is there twice. */

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChatClient, OutboxEntry } from "@oschat/client";
import {
  cloneDatabase,
  conversationOf,
  createPeople,
  freePort,
  type People,
  type Person,
  type ServerProcess,
  startServerProcess,
  textsOf,
  until,
  whenLive,
} from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const EACH = 50;

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;
let dataDir: string;
let env: Record<string, string>;
let server: ServerProcess;
let people: People;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  cloned = await cloneDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "oschat-crash-"));
  env = { PORT: String(await freePort()), DATABASE_URL: cloned.url, DATA_DIR: dataDir };
  server = await startServerProcess(env);
  people = createPeople(server.url);
  ada = await people.person("Ada");
  bob = await people.person("Bob");
});
afterAll(async () => {
  await people.leave();
  await server.kill();
  await cloned.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function openEngine(person: Person, id: string): Promise<ChatClient> {
  const client = await whenLive(await person.client());
  await client.openConversation(id);
  return client;
}

/** Every entry that was ever shown as sent, and at which place. */
function watchSent(client: ChatClient, id: string): Map<string, number> {
  const sent = new Map<string, number>();
  const isSent = (entry: OutboxEntry): entry is OutboxEntry & { seq: number } => entry.seq !== null;
  client.subscribe(() => {
    for (const entry of (conversationOf(client, id)?.outbox ?? []).filter(isSent))
      sent.set(entry.clientMsgId, entry.seq);
  });
  return sent;
}

describe("a server that dies", () => {
  it("[I1] [I3] [O2] loses and doubles nothing when killed while two engines write fifty messages each", async () => {
    const { id } = await ada.groupWith("Killed", bob);
    const clients = [await openEngine(ada, id), await openEngine(bob, id)] as const;
    const sent = clients.map((client) => watchSent(client, id));
    clients.forEach((client, writer) => {
      for (let n = 0; n < EACH; n += 1) client.send(id, `${writer}: ${n}`);
    });
    await until(() => textsOf(clients[0], id).length >= EACH / 2, "half of it is written");
    await server.kill();
    expect(textsOf(clients[0], id).length).toBeLessThan(2 * EACH);
    server = await startServerProcess(env);
    for (const client of clients) client.retryNow();
    for (const client of clients) {
      await until(() => textsOf(client, id).length >= 2 * EACH, "everything is there", 25_000);
      await until(() => conversationOf(client, id)?.outbox.length === 0, "nothing is on its way");
    }
    const [adas, bobs] = clients.map((client) => conversationOf(client, id)?.window.messages ?? []);
    expect(bobs).toEqual(adas);
    expect(adas?.map(({ seq }) => seq)).toEqual(Array.from({ length: 2 * EACH + 1 }, (_, n) => n + 1));
    clients.forEach((client, writer) => {
      const own = textsOf(client, id).filter((text) => text.startsWith(`${writer}:`));
      expect(own).toEqual(Array.from({ length: EACH }, (_, n) => `${writer}: ${n}`));
    });
    const places = new Map(adas?.map(({ clientMsgId, seq }) => [clientMsgId, seq]));
    for (const shown of sent) for (const [clientMsgId, seq] of shown) expect(places.get(clientMsgId)).toBe(seq);
    await Promise.all(clients.map((client) => client.stop()));
  });

  it("[I3] stops by itself when told to, under load, with everything it acknowledged", async () => {
    const { id } = await ada.groupWith("Stopped", bob);
    const acknowledged: string[] = [];
    let isOver = false;
    const write = async (person: Person) => {
      const socket = await person.socket();
      const send = async () => {
        const message = { conversationId: id, clientMsgId: crypto.randomUUID(), body: "under load" };
        const answer = await socket.timeout(3_000).emitWithAck("message:send", message);
        if ("messageId" in answer) acknowledged.push(answer.messageId);
      };
      const sendOn = async () => {
        while (!isOver && socket.connected) await send().catch(() => {});
      };
      await Promise.all(Array.from({ length: 10 }, sendOn));
    };
    const writing = Promise.all([write(ada), write(ada), write(bob)]);
    await until(() => acknowledged.length > 100, "the server is busy");
    const exitCode = await server.stop();
    isOver = true;
    await writing;
    expect(exitCode).toBe(0);
    server = await startServerProcess(env);
    const stored: string[] = [];
    for (let afterRev = 0, hasMore = true; hasMore; ) {
      const path = `/conversations/${id}/changes?limit=500&afterRev=${afterRev}`;
      const batch = await ada.call("GET /conversations/:id/changes", path);
      expect(batch.reset).toBe(false);
      stored.push(...batch.messages.map(({ messageId }) => messageId));
      ({ toRev: afterRev, hasMore } = batch);
    }
    const isStored = new Set(stored);
    expect(acknowledged.filter((messageId) => !isStored.has(messageId))).toEqual([]);
  });

  it("stops by itself also beside a peer that is gone without a word", async () => {
    const { hostname, port } = new URL(server.url);
    const peer = connect(Number(port), hostname);
    peer.on("error", () => {});
    peer.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\n` +
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    const [answer] = await once(peer, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 101/);
    peer.pause();
    expect(await server.stop()).toBe(0);
    peer.destroy();
    server = await startServerProcess(env);
  });
});
