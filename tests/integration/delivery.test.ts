/** What is sent reaches everyone who listens, whichever way they are connected, each once and in order. */
import type { Message } from "@oschat/protocol";
import { type Person, startWorld, until, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const EACH = 100;

type Listener = Awaited<ReturnType<Person["socket"]>>;

let world: World;
let ada: Person;
let bob: Person;
let cleo: Person;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob, cleo] = [await world.person("Ada"), await world.person("Bob"), await world.person("Cleo")];
});
afterAll(() => world.stop());

function hear(socket: Listener, conversationId: string): number[] {
  const heard: number[] = [];
  socket.on("message:new", (message: Message) => {
    if (message.conversationId === conversationId) heard.push(message.seq);
  });
  return heard;
}

function say(socket: Listener, conversationId: string): Promise<unknown> {
  return socket.emitWithAck("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body: "now" });
}

/** Each once. What another node tells may come late on a busy machine: putting it in its place is the client's (S1). */
function expectHeard(seqs: readonly number[], everything: readonly number[]): void {
  const heard = world.nodeUrls.length === 1 ? seqs : seqs.toSorted((a, b) => a - b);
  expect(heard).toEqual(everything);
}

describe("messages of many commits", () => {
  it.each(["websocket", "polling"] as const)(
    "[O2] reach %s listeners in order, senders included",
    async (transport) => {
      const { id } = await ada.groupWith("Everyone", bob, cleo);
      // Polling makes many requests, which must reach the same node.
      const way = transport === "polling" ? { transport, url: world.nodeUrls[0] ?? "" } : { transport };
      const [first, second, listener] = [await ada.socket(way), await bob.socket(), await cleo.socket(way)];
      const heard = [first, second, listener].map((socket) => hear(socket, id));
      const say = (socket: typeof first, n: number) =>
        socket.emitWithAck("message:send", { conversationId: id, clientMsgId: crypto.randomUUID(), body: `${n}` });
      await Promise.all(Array.from({ length: EACH }, (_, n) => [say(first, n), say(second, n)]).flat());
      const everything = Array.from({ length: 2 * EACH }, (_, n) => n + 2);
      await until(() => heard.every(({ length }) => length >= everything.length), "everyone heard everything");
      for (const seqs of heard) expectHeard(seqs, everything);
    },
  );

  it("[O2] reach a crowd that is written to in shares, in order", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => world.person(`Listener ${n}`)));
    const { id } = await ada.groupWith("Crowd", ...people);
    const devices = people.flatMap((person) => Array.from({ length: 45 }, () => person));
    const sockets = await Promise.all(devices.map((person) => person.socket()));
    const heard = sockets.map((socket) => hear(socket, id));
    const everything = Array.from({ length: EACH }, (_, n) => n + 2);
    await Promise.all(everything.map((seq) => say(sockets.at(-1 - (seq % 10)) as Listener, id)));
    await until(() => heard.every(({ length }) => length >= EACH), "the crowd heard everything");
    for (const seqs of heard) expectHeard(seqs, everything);
  });
});
