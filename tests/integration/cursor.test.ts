/** Why catch-up counts revisions: the same writers, the same reader, two cursors. */
import { setTimeout as delay } from "node:timers/promises";
import { connect, type DatabaseConnection } from "@oschat/server/database/connection";
import { appendMessages } from "@oschat/server/features/messages";
import { type Person, startWorld, type World } from "@oschat/test-kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const WRITERS = 8;
const SENDS_EACH = 20;
const LONGEST_DELAY_MS = 20;
const READ_EVERY_MS = 3;

let world: World;
let writers: DatabaseConnection;
let ada: Person;

beforeAll(async () => {
  world = await startWorld();
  writers = connect(world.databaseUrl, WRITERS, () => {});
  ada = await world.person("Ada");
});
afterAll(async () => {
  await writers.close();
  await world.stop();
});

/** Writers that take their time before COMMIT. Resolves with the ids of everything they stored. */
async function writeSlowly(conversationIds: readonly string[]): Promise<string[]> {
  const stored: string[] = [];
  const write = async (writer: number) => {
    for (let n = 0; n < SENDS_EACH; n += 1) {
      const conversationId = conversationIds[(writer + n) % conversationIds.length] ?? "";
      const send = {
        messageId: crypto.randomUUID(),
        conversationId,
        senderId: ada.id,
        clientMsgId: crypto.randomUUID(),
        body: `${writer} ${n}`,
      };
      const [result] = await writers.db.transaction().execute(async (tx) => {
        const results = await appendMessages(tx, [send]);
        await delay(Math.random() * LONGEST_DELAY_MS);
        return results;
      });
      if (result?.outcome === "stored") stored.push(result.ack.messageId);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return stored;
}

/** Reads on while `writing` lasts, and once more after it. Returns what was written but never read. */
async function lostBy(read: () => Promise<string[]>, writing: Promise<string[]>): Promise<string[]> {
  const seen = new Set<string>();
  let isOver = false;
  const readAll = async () => {
    while (!isOver) {
      for (const id of await read()) seen.add(id);
      await delay(READ_EVERY_MS);
    }
    for (const id of await read()) seen.add(id);
  };
  const reading = readAll();
  const written = await writing.finally(() => {
    isOver = true;
  });
  await reading;
  expect(written).toHaveLength(WRITERS * SENDS_EACH);
  return written.filter((id) => !seen.has(id));
}

function readerByRev(conversationIds: readonly string[]): () => Promise<string[]> {
  const cursors = new Map(conversationIds.map((id) => [id, 0]));
  return async () => {
    const seen: string[] = [];
    for (const [id, cursor] of cursors) {
      const path = `/conversations/${id}/changes?afterRev=${cursor}`;
      const { messages, toRev } = await ada.call("GET /conversations/:id/changes", path);
      cursors.set(id, toRev);
      seen.push(...messages.map(({ messageId }) => messageId));
    }
    return seen;
  };
}

function readerByTime(): () => Promise<string[]> {
  let cursor = "-infinity";
  return async () => {
    const { rows } = await sql<{ id: string; at: string }>`
      select id, created_at::text as at from messages where created_at > ${cursor}::timestamptz
      order by created_at`.execute(world.database.db);
    cursor = rows.at(-1)?.at ?? cursor;
    return rows.map(({ id }) => id);
  };
}

describe("a reader that catches up every few milliseconds beside eight slow writers", () => {
  it.each([1, 4])("[O1] [S1] loses nothing by revision, over %i conversations", async (count) => {
    const groups = await Promise.all(Array.from({ length: count }, (_, n) => ada.groupWith(`Group ${n}`)));
    const ids = groups.map(({ id }) => id);
    expect(await lostBy(readerByRev(ids), writeSlowly(ids))).toEqual([]);
  });

  it("would lose rows by time: the test can fail", async () => {
    const groups = await Promise.all(Array.from({ length: WRITERS }, (_, n) => ada.groupWith(`Group ${n}`)));
    const lost = await lostBy(readerByTime(), writeSlowly(groups.map(({ id }) => id)));
    expect(lost.length).toBeGreaterThan(0);
  });
});
