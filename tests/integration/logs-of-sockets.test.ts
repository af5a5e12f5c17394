/** The log of people who talk over sockets, at its most talkative: connections and failures can be followed by id, and nobody is named. */
import { type Person, startWorld, textsOf, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, expect, it } from "vitest";

const WORDS = [
  "Wilhelmina Unusual",
  "wilhelmina.unusual@example.org",
  "Oak Society",
  "by the third oak",
  "oaken:event",
];

let world: World;
let person: Person;
let socketId: string | undefined;

beforeAll(async () => {
  world = await startWorld({ env: { LOG_LEVEL: "debug" } });
  person = await world.person(WORDS[0] ?? "", WORDS[1]);
  await live();
}, 60_000);
afterAll(() => world.stop());

async function live(): Promise<void> {
  const bob = await world.person("Bob Unusual");
  const { id } = await person.groupWith(WORDS[2] ?? "", bob);
  const [client, other] = [await whenLive(await person.client()), await whenLive(await bob.client())];
  await Promise.all([client.openConversation(id), other.openConversation(id)]);
  client.setDraft(id, WORDS[3] ?? "");
  client.setTyping(id, true);
  client.send(id, WORDS[3] ?? "");
  await until(() => textsOf(other, id).length === 1, "the message arrives");
  const socket = await person.socket();
  socketId = socket.id;
  const ask = (event: string, payload: unknown) => socket.timeout(10_000).emitWithAck(event, payload);
  await ask(WORDS[4] ?? "", { body: WORDS[3] });
  await ask("message:send", { conversationId: id, clientMsgId: WORDS[3], body: WORDS[3] });
  await world.database.pool.query("alter table messages rename to hidden");
  const failed = await ask("message:send", { conversationId: id, clientMsgId: crypto.randomUUID(), body: WORDS[3] });
  await world.database.pool.query("alter table hidden rename to messages");
  expect(failed).toMatchObject({ error: { code: "internal" } });
  socket.disconnect();
  await Promise.all([client.stop(), other.stop()]);
  await until(() => linesOf("disconnected").length === 3, "all are gone");
}

const lines = (): Record<string, unknown>[] => world.logLines.map((line) => JSON.parse(line));
const linesOf = (msg: string) => lines().filter((line) => line.msg === msg);

it("{J4} names nobody, quotes nobody, and holds no token", () => {
  const text = world.logLines.join("");
  for (const word of [...WORDS, "Unusual", "unusual", "oak", person.token, person.token.split(".")[2] ?? "."]) {
    expect([word, text.includes(word)]).toEqual([word, false]);
  }
});

it("tells who connected and what failed, by the socket's id", () => {
  expect(linesOf("connected")).toContainEqual(expect.objectContaining({ socket: socketId, user: person.id }));
  expect(linesOf("disconnected")).toContainEqual(expect.objectContaining({ socket: socketId }));
  expect(linesOf("event failed")).toEqual([expect.objectContaining({ socket: socketId, event: "message:send" })]);
});
