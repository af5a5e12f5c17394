import { type Person, startWorld, until, type World } from "@oschat/test-kit";
import { sql } from "kysely";
import type { Socket } from "socket.io-client";
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

function typingHeardBy(socket: Socket): [string, unknown][] {
  const heard: [string, unknown][] = [];
  for (const event of ["typing:start", "typing:stop"]) socket.on(event, (notice) => heard.push([event, notice]));
  return heard;
}

/** How often the server took a connection to the database meanwhile. */
async function countQueries(act: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const note = () => {
    count += 1;
  };
  world.database.pool.on("acquire", note);
  try {
    await act();
  } finally {
    world.database.pool.off("acquire", note);
  }
  return count;
}

describe("typing", () => {
  it("[P1] {C16} is heard by the others in the conversation, and by nobody else", async () => {
    const { id } = await ada.groupWith("Typing", bob);
    const [adas, adasOther, bobs, eves] = [
      await ada.socket(),
      await ada.socket(),
      await bob.socket(),
      await eve.socket(),
    ];
    const [byAda, byBob, byEve] = [typingHeardBy(adasOther), typingHeardBy(bobs), typingHeardBy(eves)];
    const signal = adas.timeout(5_000);
    expect(await signal.emitWithAck("typing:start", { conversationId: id })).toEqual({});
    expect(await signal.emitWithAck("typing:stop", { conversationId: id })).toEqual({});
    const notice = { conversationId: id, userId: ada.id, userName: "Ada" };
    await until(() => byBob.length === 2, "Bob heard both");
    expect(byBob).toEqual([
      ["typing:start", notice],
      ["typing:stop", notice],
    ]);
    const path = `/conversations/${id}/typing`;
    await ada.call("POST /conversations/:id/typing", path, { isTyping: true });
    await until(() => byBob.length === 3, "Bob heard it from REST");
    expect(byBob[2]).toEqual(["typing:start", notice]);
    expect([byAda, byEve]).toEqual([[], []]);
  });

  it("[P1] never asks the database", async () => {
    const { id } = await ada.groupWith("No query", bob);
    const socket = await ada.socket();
    const heard = typingHeardBy(await bob.socket());
    const compare = () => socket.timeout(5_000).emitWithAck("sync:heads", {});
    const type = () => socket.timeout(5_000).emitWithAck("typing:start", { conversationId: id });
    expect(await countQueries(compare)).toBeGreaterThan(0);
    // The look for ended sessions goes on meanwhile, much less often than twenty times.
    const queries = await countQueries(async () => {
      for (let n = 0; n < 20; n += 1) await type();
    });
    expect(queries).toBeLessThan(5);
    await until(() => heard.length > 0, "Bob heard");
    const { rows } = await sql`select 1 from messages where conversation_id = ${id}`.execute(world.database.db);
    expect(rows).toHaveLength(1);
  });

  it("[P1] [A2] {C16} is refused for a stranger's conversation as for one that does not exist", async () => {
    const { id } = await ada.groupWith("Not Eve's", bob);
    const heard = typingHeardBy(await bob.socket());
    const socket = (await eve.socket()).timeout(5_000);
    const codes = [];
    for (const conversationId of [id, crypto.randomUUID()]) {
      codes.push((await socket.emitWithAck("typing:start", { conversationId })).error.code);
    }
    expect(codes).toEqual(["not_found", "not_found"]);
    await ada.call("POST /conversations/:id/typing", `/conversations/${id}/typing`, { isTyping: true });
    await until(() => heard.length > 0, "Bob heard Ada");
    expect(heard).toMatchObject([["typing:start", { userId: ada.id }]]);
  });
});
