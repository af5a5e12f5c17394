import type { Message, MessageAck } from "@oschat/protocol";
import { messagesOf, type Person, startWorld, until, type World, whenAt, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const WRITERS = 8;
const SENDS_EACH = 15;

let world: World;
let people: Person[];

beforeAll(async () => {
  world = await startWorld();
  people = await Promise.all(Array.from({ length: WRITERS }, (_, n) => world.person(`Writer ${n}`)));
});
afterAll(() => world.stop());

interface Sent {
  ack: MessageAck;
  begunAt: number;
  answeredAt: number;
}

/** Everybody writes at once through a socket of their own, with sends that fail and changes mixed in. */
async function writeAll(conversationId: string, foreignId: string): Promise<Sent[]> {
  const sent: Sent[] = [];
  const write = async (person: Person) => {
    const socket = (await person.socket()).timeout(10_000);
    for (let n = 0; n < SENDS_EACH; n += 1) {
      const message = { conversationId, clientMsgId: crypto.randomUUID(), body: `${person.name} ${n}` };
      const begunAt = performance.now();
      const ack: MessageAck = await socket.emitWithAck("message:send", message);
      sent.push({ ack, begunAt, answeredAt: performance.now() });
      const failing = [
        socket.emitWithAck("message:send", { ...message, body: "another" }),
        socket.emitWithAck("message:send", { ...message, conversationId: foreignId }),
        socket.emitWithAck("message:send", { ...message, clientMsgId: crypto.randomUUID(), body: "" }),
      ];
      const codes = (await Promise.all(failing)).map(({ error }) => error.code);
      expect(codes).toEqual(["idempotency_conflict", "not_found", "invalid_request"]);
      const place = { conversationId, messageId: ack.messageId };
      if (n % 5 === 1) await socket.emitWithAck("message:edit", { ...place, body: `${message.body}, edited` });
      if (n % 5 === 2) await socket.emitWithAck("message:delete", place);
    }
  };
  await Promise.all(people.map(write));
  return sent;
}

describe("a conversation with many writers", () => {
  it("[O1] [O2] [O3] is numbered without holes, in the order of its acknowledgements, the same for all", async () => {
    const [owner, ...others] = people as [Person, ...Person[]];
    const stranger = await world.person("Stranger");
    const group = await owner.groupWith("Busy", ...others);
    const foreign = await stranger.groupWith("Foreign");
    const listener = await owner.socket();
    const heardRevs: number[] = [];
    for (const event of ["message:new", "message:updated"])
      listener.on(event, (message: Message) => heardRevs.push(message.rev));
    const clients = await Promise.all(people.slice(0, 3).map(async (person) => whenLive(await person.client())));
    await Promise.all(clients.map((client) => client.openConversation(group.id)));

    const sent = await writeAll(group.id, foreign.id);

    const { lastSeq, lastRev } = await owner.call("GET /conversations/:id", `/conversations/${group.id}`);
    const count = WRITERS * SENDS_EACH;
    expect(lastSeq).toBe(1 + count);
    expect(lastRev).toBe(1 + count + WRITERS * 6);
    expect(sent.map(({ ack }) => ack.seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, n) => n + 2),
    );
    await until(() => heardRevs.length >= lastRev - 1, "every revision was heard");
    expect(heardRevs.sort((a, b) => a - b)).toEqual(Array.from({ length: lastRev - 1 }, (_, n) => n + 2));

    let latestBegun = Number.NEGATIVE_INFINITY;
    for (const { begunAt, answeredAt } of sent.sort((a, b) => a.ack.seq - b.ack.seq)) {
      latestBegun = Math.max(latestBegun, begunAt);
      expect(answeredAt).toBeGreaterThan(latestBegun);
    }

    await Promise.all(clients.map((client) => whenAt(client, group.id, lastRev)));
    const shown = clients.map((client) => messagesOf(client, group.id));
    expect(shown[0]?.map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, n) => n + 1));
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });
});
