import { type MessageAck, WireError } from "@oschat/protocol";
import { appendMessages, createGroupCommit } from "@oschat/server/features/messages";
import { createLog } from "@oschat/server/log";
import { type Person, startRelay, startWorld, textsOf, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;
let eve: Person;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob, eve] = await Promise.all([world.person("Ada"), world.person("Bob"), world.person("Eve")]);
});
afterAll(() => world.stop());

const rowsOf = (conversationId: string) =>
  world.database.db
    .selectFrom("messages")
    .select(["sender_id", "client_msg_id", "seq", "rev", "body"])
    .where("conversation_id", "=", conversationId)
    .where("kind", "=", "text")
    .orderBy("seq")
    .execute();

const send = (person: Person, conversationId: string, clientMsgId: string, body: string) =>
  person.request("POST", `/conversations/${conversationId}/messages`, { clientMsgId, body });

const codeOf = (body: unknown) => WireError.parse(body).error.code;

describe("a message sent again", () => {
  it("[I1] is one row and twenty equal answers, over two sockets and REST at once", async () => {
    const { id } = await ada.groupWith("Twenty", bob);
    const sockets = [await ada.socket(), await (await world.person("Ada")).socket()];
    const message = { conversationId: id, clientMsgId: crypto.randomUUID(), body: "once" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, attempt): Promise<MessageAck> => {
        const socket = sockets[attempt % 3];
        return socket === undefined
          ? ada.say(id, message.body, message.clientMsgId)
          : socket.timeout(10_000).emitWithAck("message:send", message);
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(Object.entries(answer).sort()))).size).toBe(1);
    expect(answers[0]).toMatchObject({ clientMsgId: message.clientMsgId, conversationId: id, seq: 2, rev: 2 });
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it("[I1] [I2] answers the first result for ever, and never takes another body, also after an edit and a deletion", async () => {
    const { id } = await ada.groupWith("For ever", bob);
    const first = await ada.say(id, "original");
    const path = `/conversations/${id}/messages/${first.messageId}`;
    const expectUnmoved = async () => {
      expect(await ada.say(id, "original", first.clientMsgId)).toEqual(first);
      for (const other of ["edited", "original "]) {
        const refused = await send(ada, id, first.clientMsgId, other);
        expect([refused.status, codeOf(refused.body)]).toEqual([409, "idempotency_conflict"]);
      }
    };
    await expectUnmoved();
    await ada.call("PATCH /conversations/:id/messages/:messageId", path, { body: "edited" });
    await expectUnmoved();
    await ada.call("DELETE /conversations/:id/messages/:messageId", path);
    await expectUnmoved();
    expect(await rowsOf(id)).toMatchObject([{ body: "", seq: 2, rev: 4 }]);
  });

  it("[I2] is refused in another conversation", async () => {
    const [one, other] = [await ada.groupWith("One", bob), await ada.groupWith("Other", bob)];
    const { clientMsgId } = await ada.say(one.id, "here");
    const refused = await send(ada, other.id, clientMsgId, "here");
    expect(codeOf(refused.body)).toBe("idempotency_conflict");
    expect(await rowsOf(other.id)).toEqual([]);
  });

  it("[I1] {F15} counts per sender: the same id by two people is two messages", async () => {
    const { id } = await ada.groupWith("Two people", bob);
    const clientMsgId = crypto.randomUUID();
    const [byAda, byBob] = await Promise.all([ada.say(id, "hello", clientMsgId), bob.say(id, "hello", clientMsgId)]);
    expect(byAda.messageId).not.toBe(byBob.messageId);
    expect((await rowsOf(id)).map(({ seq }) => seq)).toEqual([2, 3]);
  });
});

describe("the same id racing into two conversations", () => {
  it("[I1] [I2] [O1] stores one, refuses the other, and leaves no hole", async () => {
    const groups = await Promise.all(Array.from({ length: 6 }, (_, n) => ada.groupWith(`Race ${n}`, bob)));
    for (let round = 0; round < 15; round += 1) {
      const clientMsgId = crypto.randomUUID();
      const answers = await Promise.all(groups.map(({ id }) => send(ada, id, clientMsgId, "racing")));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
      for (const { status, body } of answers) if (status === 409) expect(codeOf(body)).toBe("idempotency_conflict");
    }
    const rows = await Promise.all(groups.map(({ id }) => rowsOf(id)));
    expect(rows.flat()).toHaveLength(15);
    for (const row of rows) expect(row.map(({ seq }) => seq)).toEqual(row.map((_, index) => index + 2));
  });

  it("[I1] [E1] is decided also when two shared commits lock ids in opposite orders", async () => {
    const log = await createLog("silent");
    const nodes = [1, 2].map(() => createGroupCommit((sends) => appendMessages(world.database.db, sends), log));
    const groups = await Promise.all(nodes.map((_, n) => ada.groupWith(`Knot ${n}`, bob)));
    const ids = Array.from({ length: 50 }, () => crypto.randomUUID());
    const sendAll = (node: number, order: string[]) =>
      order.map((clientMsgId) => {
        const conversationId = groups[node]?.id ?? "";
        return nodes[node]?.send({
          messageId: crypto.randomUUID(),
          conversationId,
          senderId: ada.id,
          clientMsgId,
          body: "knot",
        });
      });
    const results = await whileInsertsAreSlow(() => Promise.all([...sendAll(0, ids), ...sendAll(1, ids.toReversed())]));
    const count = (outcome: string) => results.filter((result) => result?.outcome === outcome).length;
    expect([count("stored"), count("conflict")]).toEqual([50, 50]);
  });
});

/** Every stored message takes a few milliseconds, so that the commits of two nodes are under way together. */
async function whileInsertsAreSlow<T>(act: () => Promise<T>): Promise<T> {
  await world.database.pool.query(`
    create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.005); return new; end $$;
    create trigger slow before insert on messages for each row execute function be_slow();`);
  try {
    return await act();
  } finally {
    await world.database.pool.query("drop function be_slow cascade");
  }
}

describe("duplicates inside one batch", () => {
  it("[I1] [I2] [A1] are judged each for itself, in their order", async () => {
    const [one, other] = [await ada.groupWith("Batch", bob), await ada.groupWith("Beside", bob)];
    const clientMsgId = crypto.randomUUID();
    const attempt = (conversationId: string, body: string, sender = ada) => ({
      conversationId,
      messageId: crypto.randomUUID(),
      senderId: sender.id,
      clientMsgId,
      body,
    });
    const results = await appendMessages(world.database.db, [
      attempt(one.id, "a", eve),
      attempt(one.id, "a"),
      attempt(one.id, "a"),
      attempt(one.id, "b"),
      attempt(other.id, "a"),
      attempt(crypto.randomUUID(), "a"),
      attempt(one.id, "a", bob),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      "not_found",
      "stored",
      "repeated",
      "conflict",
      "conflict",
      "not_found",
      "stored",
    ]);
    expect(results[2]).toEqual({ ...results[1], outcome: "repeated" });
    expect((await rowsOf(one.id)).map(({ seq }) => seq)).toEqual([2, 3]);
  });
});

describe("an acknowledgement lost after COMMIT", () => {
  it("[I1] [I3] is asked for again by the engine, and there is one message", async () => {
    const { id } = await ada.groupWith("Lost answer", bob);
    const relay = await startRelay(world.url);
    const client = await whenLive(await ada.client({ url: relay.url }));
    await client.openConversation(id);
    const storedOnce = () => rowsOf(id).then((rows) => rows.length === 1);
    relay.lose("down");
    const clientMsgId = client.send(id, "did it arrive?");
    await until(storedOnce, "the message is stored");
    const entry = () => client.getState().conversations.get(id)?.outbox[0];
    expect(entry()).toMatchObject({ clientMsgId, status: "sending", seq: null });
    relay.cut();
    relay.pass();
    await until(() => entry() === undefined && textsOf(client, id).length > 0, "the entry is confirmed");
    await whenLive(client);
    expect(textsOf(client, id)).toEqual(["did it arrive?"]);
    expect(await storedOnce()).toBe(true);
    await client.stop();
    await relay.stop();
  });

  it("[I1] [I3] is given to the very repeat, with the first result", async () => {
    const { id } = await ada.groupWith("Lost answer again", bob);
    const relay = await startRelay(world.url);
    const unlucky = await ada.socket({ url: relay.url });
    const message = { conversationId: id, clientMsgId: crypto.randomUUID(), body: "again" };
    relay.lose("down");
    unlucky.emit("message:send", message);
    const [row] = await until(async () => {
      const rows = await rowsOf(id);
      return rows.length > 0 && rows;
    }, "the message is stored");
    relay.cut();
    const answer = await (await ada.socket()).timeout(5_000).emitWithAck("message:send", message);
    expect(answer).toMatchObject({ clientMsgId: row?.client_msg_id, seq: row?.seq, rev: row?.rev });
    expect(await rowsOf(id)).toHaveLength(1);
    await relay.stop();
  });
});
