/** Two servers on one database: what one does is heard on the other, in order, and by nobody who was removed. */
import type { ChatClient } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import {
  conversationOf,
  messagesOf,
  type Person,
  startWorld,
  until,
  type World,
  whenAt,
  whenLive,
  whyNoRedis,
} from "@oschat/test-kit";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const missing = whyNoRedis();
if (missing !== null) console.warn(`Several nodes are not tested: ${missing}`);

let world: World;
let [here, there] = ["", ""];
let [ada, bob, cleo] = [] as unknown as [Person, Person, Person];

beforeAll(async () => {
  if (missing !== null) return;
  world = await startWorld({ nodes: 2 });
  [here, there] = world.nodeUrls as [string, string];
  [ada, bob, cleo] = [await world.person("Ada"), await world.person("Bob"), await world.person("Cleo")];
});
afterAll(() => world?.stop());

function heardOf(socket: Socket, conversationId: string): Message[] {
  const heard: Message[] = [];
  for (const event of ["message:new", "message:updated"]) {
    socket.on(event, (message: Message) => message.conversationId === conversationId && heard.push(message));
  }
  return heard;
}

const send = (socket: Socket, conversationId: string, body: string) =>
  socket.timeout(10_000).emitWithAck("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body });

const remove = (id: string, person: Person) =>
  ada.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${person.id}`);

describe.skipIf(missing !== null)("two nodes", () => {
  it("[O1] [O2] [S2] deliver what both commit to listeners on both, each once, shown in one order", async () => {
    const { id } = await ada.groupWith("Both", bob, cleo);
    const sockets = [await ada.socket({ url: here }), await bob.socket({ url: there })] as const;
    const engines = await Promise.all([here, there].map(async (url) => whenLive(await cleo.client({ url }))));
    await Promise.all(engines.map((engine) => engine.openConversation(id)));
    const listening = [...sockets, await cleo.socket({ url: here }), await cleo.socket({ url: there })];
    const heard = listening.map((socket) => heardOf(socket, id));
    const sends = sockets.map(async (socket, index) => {
      for (let n = 0; n < 100; n += 5) {
        await Promise.all(Array.from({ length: 5 }, (_, m) => send(socket, id, `${index}: ${n + m}`)));
      }
    });
    await Promise.all(sends);
    await until(() => heard.every((messages) => messages.length === 200), "everybody heard everything");
    const revs = Array.from({ length: 200 }, (_, n) => n + 2);
    for (const messages of heard) expect(messages.map(({ rev }) => rev).toSorted((a, b) => a - b)).toEqual(revs);
    const [shownHere, shownThere] = engines;
    for (const engine of engines) await whenAt(engine, id, 201);
    expect(messagesOf(shownHere as ChatClient, id).map(({ seq }) => seq)).toEqual([1, ...revs]);
    expect(messagesOf(shownThere as ChatClient, id)).toEqual(messagesOf(shownHere as ChatClient, id));
    for (const socket of listening) socket.disconnect();
  });

  it("[S2] [A1] tell whoever is added on the other node, who hears everything from then on", async () => {
    const client = await whenLive(await bob.client({ url: there }));
    const { id } = await ada.groupWith("Added", cleo);
    await ada.call("POST /conversations/:id/members", `/conversations/${id}/members`, { email: bob.email });
    await until(() => conversationOf(client, id), "Bob has the conversation");
    await client.openConversation(id);
    const socket = await ada.socket({ url: here });
    const { rev } = await send(socket, id, "welcome");
    await whenAt(client, id, rev, 2_000);
    const { id: dm } = await bob.dmWith(ada);
    await until(() => conversationOf(client, dm), "one's own conversation made elsewhere is there");
    socket.disconnect();
  });

  it("[P1] [R1] [R2] tell typing to the others, and markers and marks to one's own devices", async () => {
    const { id } = await ada.groupWith("Typing", bob);
    const [adas, elsewhere, bobs] = [
      await ada.socket({ url: here }),
      await ada.socket({ url: there }),
      await bob.socket({ url: there }),
    ];
    const heard: string[] = [];
    bobs.onAny((event: string) => heard.push(`bob ${event}`));
    elsewhere.onAny((event: string) => heard.push(`ada ${event}`));
    const { seq } = await bob.say(id, "to be read");
    await adas.timeout(5_000).emitWithAck("typing:start", { conversationId: id });
    await adas.timeout(5_000).emitWithAck("read:mark", { conversationId: id, seq });
    await ada.call("PATCH /conversations/:id/own", `/conversations/${id}/own`, { muted: true });
    const expected = ["bob typing:start", "ada read:updated", "ada own:updated"];
    await until(() => expected.every((one) => heard.includes(one)), "all of it is heard");
    expect(heard).not.toContain("ada typing:start");
    expect(heard).not.toContain("bob own:updated");
    for (const socket of [adas, elsewhere, bobs]) socket.disconnect();
  });

  it("[A1] tell a new name to who shares a conversation, on the other node too, and to nobody else", async () => {
    const dora = await world.person("Dora");
    const eve = await world.person("Eve");
    await dora.dmWith(bob);
    await dora.groupWith("Both", bob, cleo);
    const heard: string[] = [];
    const listening = await Promise.all(
      [dora, bob, cleo, eve].flatMap((person) =>
        [here, there].map(async (url) => {
          const socket = await person.socket({ url });
          socket.on("user:updated", ({ id, name }) => heard.push(`${person.name} ${id === dora.id} ${name}`));
          return socket;
        }),
      ),
    );
    await world.person("Dora Married", dora.email);
    const expected = ["Bob", "Bob", "Cleo", "Cleo", "Dora", "Dora"].map((name) => `${name} true Dora Married`);
    await until(() => heard.length >= expected.length, "everybody heard");
    await world.person("Dora Married", dora.email);
    await Promise.all(listening.map((socket) => socket.timeout(5_000).emitWithAck("sync:heads", {})));
    expect(heard.toSorted()).toEqual(expected);
    for (const socket of listening) socket.disconnect();
  });

  it("[A3] close the sockets of a session that ends on the other node, within a second", async () => {
    const other = await world.person("Ada");
    const socket = await other.socket({ url: there });
    let endedAt: number | null = null;
    socket.on("session:ended", () => {
      endedAt = performance.now();
    });
    const begun = performance.now();
    await ada.call("DELETE /me/sessions/:id", `/me/sessions/${other.sessionId}`);
    await until(() => endedAt !== null, "the session ended");
    // A second, and what a busy machine takes.
    expect((endedAt ?? 0) - begun).toBeLessThan(2_500);
  });

  it("[A1] {C6} deliver nothing after a removal that the other node makes under load", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await ada.groupWith(`Removal ${round}`, bob, cleo);
      const sockets = [await ada.socket({ url: here }), await cleo.socket({ url: there })] as const;
      const bobs = await bob.socket({ url: there });
      const heard = heardOf(bobs, id);
      const sends = Promise.all(
        sockets.flatMap((socket) => Array.from({ length: 20 }, (_, n) => send(socket, id, `${n}`))),
      );
      await new Promise((resolve) => setTimeout(resolve, round * 3));
      const connecting = bob.socket({ url: there });
      await remove(id, bob);
      await Promise.all([sends, connecting]);
      const late = heardOf(await connecting, id);
      await Promise.all(sockets.map((socket) => send(socket, id, "after the removal")));
      for (const socket of [bobs, await connecting]) await socket.timeout(5_000).emitWithAck("sync:heads", {});
      const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
      const removedAt = messages.find(({ system }) => system?.type === "member_removed")?.rev ?? 0;
      expect(removedAt).toBeGreaterThan(0);
      expect([...heard, ...late].filter(({ rev }) => rev >= removedAt)).toEqual([]);
      for (const socket of [...sockets, bobs, await connecting]) socket.disconnect();
    }
  });
});
