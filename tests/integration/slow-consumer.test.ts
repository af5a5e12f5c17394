import { LIMITS, type Message } from "@oschat/protocol";
import {
  messagesOf,
  type Person,
  type Relay,
  startRelay,
  startWorld,
  until,
  type World,
  whenAt,
  whenLive,
} from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const BODY = "x".repeat(LIMITS.bodyCodePoints);

let world: World;
let ada: Person;
let bob: Person;
let cleo: Person;
let relay: Relay;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  bob = await world.person("Bob");
  cleo = await world.person("Cleo");
  relay = await startRelay(world.url);
});
afterAll(async () => {
  await relay.stop();
  await world.stop();
});

const cuts = () => world.warnings.filter((warning) => warning.startsWith("connection cut")).length;

/** Ada sends large messages until `isEnough`. Resolves with how many. */
async function flood(conversationId: string, isEnough: () => boolean): Promise<number> {
  const socket = (await ada.socket()).timeout(10_000);
  const send = () =>
    socket.emitWithAck("message:send", { conversationId, clientMsgId: crypto.randomUUID(), body: BODY });
  let count = 0;
  while (!isEnough()) {
    await Promise.all(Array.from({ length: 25 }, send));
    count += 25;
    if (count > 10_000) throw new Error("the slow consumer was never cut");
  }
  return count;
}

describe("a client that does not read", () => {
  it("{C12} [B1] is cut within bounds, harms nobody, and is whole again afterwards", async () => {
    const { id } = await ada.groupWith("Busy", bob, cleo);
    const slow = await whenLive(await bob.client({ url: relay.url }));
    await slow.openConversation(id);
    const cleos = await cleo.socket();
    const heardByCleo: number[] = [];
    cleos.on("message:new", ({ seq }: Message) => heardByCleo.push(seq));

    expect(cuts()).toBe(0);
    relay.hold("down");
    const count = await flood(id, () => cuts() === 1);
    // What waits for a client is bounded by the limit, what the system's buffers hold, and what one second brings.
    expect(count * BODY.length).toBeLessThan(40 * LIMITS.unreadBufferBytes);
    await until(() => heardByCleo.length === count, "Cleo heard everything");
    expect(heardByCleo).toEqual(Array.from({ length: count }, (_, n) => n + 2));

    relay.pass();
    relay.cut();
    await whenAt(slow, id, count + 1, 20_000);
    const seqs = messagesOf(slow, id).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, n) => count + 2 - seqs.length + n));
    expect(messagesOf(slow, id).at(-1)?.seq).toBe(count + 1);
  });

  it("{C12} [B1] is cut also when it asks for much and reads none of the answers", async () => {
    const { id } = await ada.groupWith("Greedy", bob);
    const socket = (await ada.socket()).timeout(10_000);
    await Promise.all(
      Array.from({ length: 150 }, () =>
        socket.emitWithAck("message:send", {
          conversationId: id,
          clientMsgId: crypto.randomUUID(),
          body: "😀".repeat(LIMITS.bodyCodePoints),
        }),
      ),
    );
    const greedy = await bob.socket({ url: relay.url });
    const cutBefore = cuts();
    relay.hold("down");
    for (let n = 0; n < 18; n += 1) greedy.emit("sync:request", { conversationId: id, limit: LIMITS.syncPage });
    await until(() => cuts() === cutBefore + 1, "the greedy connection is cut");
    relay.pass();
  });
});
