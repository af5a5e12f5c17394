/** When the database fails under the server: what is said, and what is true. */

import { type MessageAck, WireError } from "@oschat/protocol";
import { connect, type DatabaseConnection } from "@oschat/server/database/connection";
import { type Person, startWorld, textsOf, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
/** Beside the server's, which are broken here. */
let beside: DatabaseConnection;

beforeAll(async () => {
  world = await startWorld();
  beside = connect(world.databaseUrl, 2, () => {});
  ada = await world.person("Ada");
});
afterAll(async () => {
  await beside.close();
  await world.stop();
});

const query = async (text: string) => (await beside.pool.query(text)).rows;

/** While `act` runs, storing a message takes a second. */
async function whileStoringIsSlow<T>(act: () => Promise<T>): Promise<T> {
  await query(`
    create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
    create trigger slow before insert or update on messages for each row execute function be_slow();`);
  try {
    return await act();
  } finally {
    await query("drop function be_slow cascade");
  }
}

/** Breaks the connection on which a message is being stored. */
async function breakConnection(): Promise<void> {
  await until(async () => {
    const broken = await query(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep' and pid <> pg_backend_pid()`);
    return broken.length > 0;
  }, "a message is being stored");
}

describe("a connection to the database lost while a message is stored", () => {
  it("[I3] [E1] [E2] is answered as unknown, to be sent again with the same id", async () => {
    const { id } = await ada.groupWith("Unknown");
    const message = { clientMsgId: crypto.randomUUID(), body: "stored or not?" };
    const [answer] = await whileStoringIsSlow(() =>
      Promise.all([ada.request("POST", `/conversations/${id}/messages`, message), breakConnection()]),
    );
    expect(answer).toMatchObject({ status: 503, body: { error: { code: "outcome_unknown", retryable: true } } });
    const ack = await until(async () => {
      const again = await ada.request("POST", `/conversations/${id}/messages`, message);
      return again.status === 201 && (again.body as MessageAck);
    }, "the message is stored");
    expect([ack.seq, ack.rev]).toEqual([2, 2]);
    expect(await ada.say(id, message.body, message.clientMsgId)).toEqual(ack);
  });

  it("[I1] [I3] is made good by the engine, which never shows the message as failed", async () => {
    const { id } = await ada.groupWith("Engine");
    const client = await whenLive(await ada.client());
    await client.openConversation(id);
    const shown = new Set<string>();
    client.subscribe(() => {
      for (const { status } of client.getState().conversations.get(id)?.outbox ?? []) shown.add(status);
    });
    await whileStoringIsSlow(async () => {
      client.send(id, "once");
      await breakConnection();
    });
    await until(() => textsOf(client, id).length === 1, "the message is confirmed");
    expect(shown.has("failed")).toBe(false);
    expect(await query(`select 1 from messages where conversation_id = '${id}' and kind = 'text'`)).toHaveLength(1);
  });
});

describe("a connection to the database lost inside a transaction", () => {
  it("[I3] [E2] is answered as a failure to be tried again, and the server lives on", async () => {
    const { id } = await ada.groupWith("Edits");
    const { messageId } = await ada.say(id, "before");
    const path = `/conversations/${id}/messages/${messageId}`;
    const [answer] = await whileStoringIsSlow(() =>
      Promise.all([ada.request("PATCH", path, { body: "after" }), breakConnection()]),
    );
    expect(answer).toMatchObject({ status: 503, body: { error: { retryable: true } } });
    expect(await ada.request("PATCH", path, { body: "after" })).toMatchObject({
      status: 200,
      body: { body: "after", rev: 3 },
    });
  });
});

describe("a failure that is the server's own", () => {
  it("[E2] {J6} says nothing of what is inside, over REST and the socket", async () => {
    const { id } = await ada.groupWith("Inside");
    const socket = await ada.socket();
    await query("alter table messages rename to hidden");
    const overRest = await ada.request("GET", `/conversations/${id}/messages`);
    const overSocket = await socket.timeout(5_000).emitWithAck("sync:request", { conversationId: id });
    await query("alter table hidden rename to messages");
    expect(overRest.status).toBe(500);
    for (const answer of [overRest.body, overSocket]) {
      expect(WireError.parse(answer).error).toMatchObject({ code: "internal", retryable: true });
      expect(JSON.stringify(answer)).not.toMatch(/relation|messages|select|42P01|\.ts/i);
    }
    expect((await ada.request("GET", `/conversations/${id}/messages`)).status).toBe(200);
  });
});
