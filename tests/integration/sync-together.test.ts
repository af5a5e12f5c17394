/** Everybody returns at once: each gets what is theirs, as if they had asked alone. */
import { type DownPayload, type Heads, idNumber, LIMITS, type WireError } from "@oschat/protocol";
import { createEpochReader } from "@oschat/server/features/sync";
import { type Person, startWorld, type World } from "@oschat/test-kit";
import { sql } from "kysely";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CROWD = 24;
/** More than are answered together with others. */
const MANY = 40;

interface Returning {
  person: Person;
  socket: Socket;
  id: string;
  texts: string[];
}

let world: World;
let ada: Person;
let crowd: Returning[];

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  crowd = await Promise.all(
    Array.from({ length: CROWD }, async (_, n) => {
      const person = await world.person(`Person ${n}`);
      const { id } = await ada.groupWith(`Group ${n}`, person);
      const texts = Array.from({ length: n % 4 }, (_, at) => `to ${n}: ${at}`);
      for (const text of texts) await ada.say(id, text);
      return { person, socket: (await person.socket()).timeout(10_000) as unknown as Socket, id, texts };
    }),
  );
});
afterAll(() => world.stop());

type Batch = DownPayload<"sync:batch">;

const changes = (socket: Socket, request: object): Promise<Batch | WireError> =>
  socket.emitWithAck("sync:request", request);
const codeOf = (answer: Batch | WireError) => ("error" in answer ? answer.error.code : "none");
const textsOf = (answer: Batch | WireError) =>
  "error" in answer ? null : answer.messages.filter(({ kind }) => kind === "text").map(({ body }) => body);
/** Of the crowd, the one after this. */
const next = (n: number) => crowd[(n + 1) % CROWD] as Returning;

describe("a crowd that returns at once", () => {
  it("[S5] gets the heads of its own conversations", async () => {
    const answers = await Promise.all(crowd.map(({ socket }): Promise<Heads> => socket.emitWithAck("sync:heads", {})));
    expect(answers.map(({ digest, heads }) => ({ digest, heads }))).toEqual(
      crowd.map(({ id, texts }) => {
        const last = 1 + texts.length;
        return {
          digest: { count: 1, idSum: idNumber(id), revSum: last, readSum: 0, ownSum: expect.any(Number) },
          heads: [
            {
              conversationId: id,
              lastSeq: last,
              lastRev: last,
              lastReadSeq: 0,
              unread: texts.length,
              muted: false,
              unreadFrom: null,
              ownRev: expect.any(Number),
            },
          ],
        };
      }),
    );
    const again = await Promise.all(
      crowd.map(({ socket }, n): Promise<Heads> => socket.emitWithAck("sync:heads", { digest: answers[n]?.digest })),
    );
    expect(again.map(({ heads }) => heads)).toEqual(crowd.map(() => null));
  });

  it("[S1] [A2] gets its own changes, and in between nobody those of others", async () => {
    const answers = await Promise.all(
      crowd.map(({ socket, id }, n) =>
        Promise.all([
          changes(socket, { conversationId: id, afterRev: 1 }),
          changes(socket, { conversationId: next(n).id, afterRev: 1 }),
          changes(socket, { conversationId: id, afterRev: 2, limit: 1 }),
          changes(socket, { conversationId: crypto.randomUUID() }),
        ]),
      ),
    );
    for (const [n, [own, foreign, page, unknown]] of answers.entries()) {
      const { id, texts } = crowd[n] as Returning;
      expect(own).toMatchObject({ conversationId: id, toRev: 1 + texts.length, hasMore: false });
      expect(textsOf(own)).toEqual(texts);
      expect([codeOf(foreign), codeOf(unknown)]).toEqual(["not_found", "not_found"]);
      // To whom nothing was sent, revision 2 is ahead: history went back.
      expect(page).toMatchObject({ hasMore: texts.length > 2, reset: texts.length === 0 });
      expect(textsOf(page)).toEqual(texts.slice(1, 2));
    }
  });

  it("[A1] gets nothing of where it was removed from", async () => {
    const leaving = new Set([3, 7]);
    for (const n of leaving) {
      const { person, id } = crowd[n] as Returning;
      await ada.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${person.id}`);
    }
    const answers = await Promise.all(crowd.map(({ socket, id }) => changes(socket, { conversationId: id })));
    const heads = await Promise.all(
      crowd.map(({ socket }): Promise<Heads> => socket.emitWithAck("sync:heads", { digest: NOWHERE })),
    );
    expect(answers.map(codeOf)).toEqual(crowd.map((_, n) => (leaving.has(n) ? "not_found" : "none")));
    expect(heads.map((answer) => answer.heads?.length ?? null)).toEqual(
      crowd.map((_, n) => (leaving.has(n) ? null : 1)),
    );
  });
});

const NOWHERE = { count: 0, idSum: 0, revSum: 0, readSum: 0, ownSum: 0 };

describe("who has much, amid a crowd", () => {
  it("[S1] [S4] gets pages and resets as if alone", async () => {
    const { socket, id } = crowd[4] as Returning;
    const before = await ada.call("GET /conversations/:id", `/conversations/${id}`);
    const rev = before.lastRev;
    await sql`
      insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
      select gen_random_uuid(), ${id}, ${ada.id}, gen_random_uuid(), 'bulk ' || n, '', ${rev}::int + n, ${rev}::int + n, ${rev}::int + n, now()
      from generate_series(1, ${LIMITS.syncResetRevisions}::int) n`.execute(world.database.db);
    await sql`
      update conversations set last_seq = last_seq + ${LIMITS.syncResetRevisions}, last_rev = last_rev + ${LIMITS.syncResetRevisions}
      where id = ${id}`.execute(world.database.db);
    const lastRev = rev + LIMITS.syncResetRevisions;
    const ask = async (behind: number, limit: number) => {
      const answer = changes(socket, { conversationId: id, afterRev: lastRev - behind, limit });
      const others = crowd.map((other) => changes(other.socket, { conversationId: other.id }));
      const [batch] = (await Promise.all([answer, ...others])) as [Batch];
      const revs = batch.messages.map((message) => message.rev);
      return {
        from: revs[0],
        to: revs.at(-1),
        count: revs.length,
        toRev: batch.toRev,
        more: batch.hasMore,
        reset: batch.reset,
      };
    };
    const from = (behind: number) => lastRev - behind + 1;
    const whole = { to: lastRev, toRev: lastRev, more: false, reset: false };
    const none = { from: undefined, to: undefined, count: 0, toRev: lastRev, more: false };
    expect(await ask(0, 10)).toEqual({ ...none, reset: false });
    for (const behind of [1, 19, 20, 21, 100]) {
      expect(await ask(behind, 100)).toEqual({ ...whole, from: from(behind), count: behind });
    }
    for (const behind of [11, 20, 21, LIMITS.syncResetRevisions]) {
      const to = lastRev - behind + 10;
      expect(await ask(behind, 10)).toEqual({ from: from(behind), to, count: 10, toRev: to, more: true, reset: false });
    }
    expect(await ask(LIMITS.syncResetRevisions + 1, 10)).toEqual({ ...none, reset: true });
    expect(await ask(-1, 10)).toEqual({ ...none, reset: true });
  });

  it("[S5] gets all heads", async () => {
    const { person, socket } = crowd[5] as Returning;
    for (let n = 0; n < MANY; n += 1) await ada.groupWith(`Another ${n}`, person);
    const [many, ...others] = await Promise.all(
      [socket, ...crowd.filter((_, n) => n !== 5).map((other) => other.socket)].map(
        (one): Promise<Heads> => one.emitWithAck("sync:heads", {}),
      ),
    );
    expect([many?.digest.count, new Set(many?.heads?.map((head) => head.conversationId)).size]).toEqual([
      1 + MANY,
      1 + MANY,
    ]);
    expect(Math.max(...others.map(({ heads }) => heads?.length ?? 0))).toBe(1);
  });
});

describe("the epoch", () => {
  it("[S6] is read once for all who ask, again after a while, and again after a failure", async () => {
    const { db } = world.database;
    let now = 0;
    const readEpoch = createEpochReader(db, () => now);
    const setEpoch = async () => {
      const epoch = crypto.randomUUID();
      await sql`update server_state set epoch = ${epoch}`.execute(db);
      return epoch;
    };
    const first = await setEpoch();
    expect(readEpoch()).toBe(readEpoch());
    expect(await readEpoch()).toBe(first);
    const second = await setEpoch();
    now = 9_999;
    expect(await readEpoch()).toBe(first);
    now = 10_000;
    expect(await Promise.all([readEpoch(), readEpoch()])).toEqual([second, second]);

    now = 20_000;
    await sql`alter table server_state rename to hidden`.execute(db);
    await expect(readEpoch()).rejects.toThrow("server_state");
    await sql`alter table hidden rename to server_state`.execute(db);
    expect(await readEpoch()).toBe(second);
  });
});
