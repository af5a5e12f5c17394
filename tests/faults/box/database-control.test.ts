/** What can happen to the database, with a user, a group and sends as the server makes them. */
import { connect, type DatabaseConnection } from "@oschat/server/database/connection";
import { appendMessages } from "@oschat/server/features/messages";
import { until } from "@oschat/test-kit";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeTemplate } from "./cluster-template.ts";
import { type DatabaseControl, openDatabaseControl } from "./database-control.ts";
import { findMissing } from "./needs.ts";

const SENDER = crypto.randomUUID();
const GROUP = crypto.randomUUID();
const ARRANGE = [
  `insert into users (id, email, name) values ('${SENDER}', 'ada@example.com', 'Ada')`,
  `insert into conversations (id, type, title, member_count) values ('${GROUP}', 'group', 'Box', 1)`,
  `insert into conversation_members (conversation_id, user_id, role) values ('${GROUP}', '${SENDER}', 'owner')`,
];

let database: DatabaseControl;
let server: DatabaseConnection;

async function open(bytes: number | null): Promise<void> {
  database = await openDatabaseControl({
    flags: ["max_connections=20", "restart_after_crash=on"],
    bytes,
    statements: ARRANGE,
  });
  server = connect(database.url, 4, () => {});
}

async function close(): Promise<void> {
  await server?.close().catch(() => {});
  await database?.close();
}

const send = (body: string) =>
  appendMessages(server.db, [
    { messageId: crypto.randomUUID(), conversationId: GROUP, senderId: SENDER, clientMsgId: crypto.randomUUID(), body },
  ]);
/** Tries until it is stored, as after an outage. */
const sendAgain = (body: string) => until(() => send(body).catch(() => null), "messages are stored again", 20_000);
const bodies = async () =>
  (await database.query<{ body: string }>("select body from messages order by seq")).map(({ body }) => body);
const pidOfServer = async () =>
  (await database.query<{ pid: number }>("select pid from pg_stat_activity where application_name = 'oschat'")).map(
    ({ pid }) => pid,
  );

afterAll(removeTemplate);

describe("a database on the disk", () => {
  beforeAll(() => open(null));
  afterAll(close);

  it("waits for the disk, as the product's does", async () => {
    expect(await database.query("select current_setting('fsync') as fsync")).toEqual([{ fsync: "on" }]);
    await send("first");
    expect(await bodies()).toEqual(["first"]);
    expect(await database.megabytes()).toBeGreaterThan(1);
    expect(await database.deadRows()).toBeGreaterThanOrEqual(0);
  });

  it("is killed, stays away until it is started, and has kept what it had", async () => {
    await database.kill();
    await expect(send("nobody there")).rejects.toThrow();
    await expect(database.query("select 1")).rejects.toThrow();
    await database.start();
    await sendAgain("second");
    expect(await bodies()).toEqual(["first", "second"]);
  });

  it("recovers by itself when a backend is killed, and when it is restarted at once", async () => {
    await database.killBackend();
    await sendAgain("third");
    await database.restartImmediately();
    await sendAgain("fourth");
    expect(await bodies()).toEqual(["first", "second", "third", "fourth"]);
  });

  it("ends the server's connections", async () => {
    const before = await pidOfServer();
    expect(before.length).toBeGreaterThan(0);
    await database.terminateBackends(before.length);
    await sendAgain("fifth");
    expect(before).not.toContain((await pidOfServer())[0]);
  });

  it("is silent while it is paused", async () => {
    await database.pause();
    const late = send("sixth");
    const isAnswered = await Promise.race([
      late.then(() => true),
      new Promise((resolve) => setTimeout(resolve, 300, false)),
    ]);
    expect(isAnswered).toBe(false);
    await database.resume();
    await late;
    expect((await bodies()).at(-1)).toBe("sixth");
  });

  it("holds a conversation, until it is let go", async () => {
    const letGo = await database.lockConversation(GROUP);
    await expect(send("too early")).rejects.toThrow("lock timeout");
    await letGo();
    await send("seventh");
    expect((await bodies()).at(-1)).toBe("seventh");
  });

  it("has no connections left, until they are closed", async () => {
    const release = await database.occupyConnections(0);
    const comeIn = async () => {
      const client = new pg.Client({ connectionString: database.url });
      client.on("error", () => {});
      await client.connect();
      await client.end();
      return true;
    };
    await expect(comeIn()).rejects.toThrow("too many clients");
    await release();
    await until(() => comeIn().catch(() => false), "somebody can come in");
  });

  it("waits before it commits, once per transaction", async () => {
    await database.slowCommits(400);
    const begun = performance.now();
    for (let n = 0; n < 5; n += 1) await send("slow");
    expect(performance.now() - begun).toBeGreaterThan(150);
    await database.slowCommits(0);
    expect(await database.query("select 1 from pg_trigger where tgname like 'faults%'")).toEqual([]);
  });

  it("gives all messages one time, in what is stored and in what is answered, until it is right again", async () => {
    const at = new Date("2026-01-01T00:00:00.000Z");
    await database.freezeTime(at);
    const [frozen] = await send("frozen");
    expect(frozen).toMatchObject({ ack: { createdAt: at.toISOString() } });
    const times = await database.query("select distinct created_at from messages where body = 'frozen'");
    expect(times).toEqual([{ created_at: at }]);
    await database.heal();
    const [right] = await send("right");
    expect(JSON.stringify(right)).not.toContain("2026-01-01T00:00:00");
  });

  it("goes back to a copy that was made under load, with a new epoch", async () => {
    const before = await database.query("select epoch from server_state");
    let isOver = false;
    const load = (async () => {
      for (let n = 0; !isOver; n += 1) await send(`during ${n}`);
    })();
    await database.backup();
    isOver = true;
    await load;
    const atCopy = await bodies();
    await send("after the copy");
    await database.restore();
    const after = await bodies();
    expect(after.length).toBeGreaterThanOrEqual(10);
    expect(atCopy.slice(0, after.length)).toEqual(after);
    expect(after).not.toContain("after the copy");
    expect(await database.query("select epoch from server_state")).not.toEqual(before);
    await sendAgain("after the restore");
  });
});

describe("a database on a small disk", async () => {
  const missing = await findMissing(["linux", "root", "tmpfs"]);

  it.skipIf(missing.length > 0)("stores nothing while the disk is full, and goes on when it is freed", async () => {
    await open(192 * 2 ** 20);
    try {
      await send("room");
      await database.fillDisk();
      const isFull = async () => {
        for (let n = 0; n < 60; n += 1) await send("x".repeat(100_000));
        return false;
      };
      expect(await isFull().catch((error: Error) => error.message)).toMatch(/No space left|terminat|ECONN|recovery/i);
      await database.freeDisk();
      await sendAgain("room again");
      expect((await bodies()).at(-1)).toBe("room again");
    } finally {
      await close();
    }
  });
});
