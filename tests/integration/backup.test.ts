/** Backups: taken while people write, whole or refused, and restored so that everybody ends up with what the server has. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { connect } from "@oschat/server/database/connection";
import { BadBackup } from "@oschat/server/operations/backup-file";
import { NotEmpty, restoreBackup } from "@oschat/server/operations/restore-backup";
import { takeBackup } from "@oschat/server/operations/take-backup";
import { verifyBackup } from "@oschat/server/operations/verify-backup";
import {
  cloneDatabase,
  messagesOf,
  type Person,
  runOschat,
  startWorld,
  textsOf,
  until,
  type World,
  whenLive,
} from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

// Some of it is done by processes that have to start.
vi.setConfig({ testTimeout: 150_000 });

const TABLES = ["users", "identities", "sessions", "conversations", "conversation_members", "messages"];
const AWKWARD = [
  'line\nbreak "quoted" \\n back\\slash',
  "\u2028 \u2029 \u0085 \ttab",
  "👩‍👩‍👧‍👦 שלום ﷽",
  "#{}",
  "'); drop table users; --",
];
const OUTAGE_MS = 30_000;

let world: World;
let [ada, bob]: Person[] = [];

beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = [await world.person("Ada"), await world.person("Bob")];
});
afterAll(() => world.stop());

const fileNamed = (name: string) => join(world.dataDir, name);
const people = () => ({ ada: ada as Person, bob: bob as Person });

/** What a database holds, table by table, in a form that can be compared. */
async function contentOf(url: string): Promise<Record<string, string>> {
  const { pool, close } = connect(url, 1, () => {});
  const content: Record<string, string> = {};
  for (const table of TABLES) {
    const { rows } = await pool.query(
      `select md5(string_agg(to_json(t)::text, ',' order by to_json(t)::text)) as all from ${table} t`,
    );
    content[table] = rows[0].all;
  }
  await close();
  return content;
}

describe("a backup", () => {
  it("holds everything to the letter, and puts it into another database with another epoch", async () => {
    const { ada, bob } = people();
    const { id } = await ada.groupWith('Awkward "title"\\', bob);
    for (const body of AWKWARD) await ada.say(id, body);
    const { messageId } = await ada.say(id, "deleted");
    await ada.request("DELETE", `/conversations/${id}/messages/${messageId}`);
    const file = fileNamed("whole");
    const taken = await runOschat(world, ["backup", file]);
    expect(taken).toMatchObject({ code: 0, stderr: "" });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const elsewhere = await cloneDatabase();
    const restored = await runOschat(world, ["restore", file], { DATABASE_URL: elsewhere.url });
    expect(restored).toMatchObject({ code: 0, stderr: "" });
    expect(await contentOf(elsewhere.url)).toEqual(await contentOf(world.databaseUrl));
    const { pool, close } = connect(elsewhere.url, 1, () => {});
    const epochs = [pool, world.database.pool].map((one) => one.query("select epoch from server_state"));
    const [theirs, ours] = await Promise.all(epochs);
    expect(theirs?.rows).toHaveLength(1);
    expect(theirs?.rows).not.toEqual(ours?.rows);
    const sequences = [pool, world.database.pool].map((one) => one.query("select last_value from own_revisions"));
    expect((await sequences[0])?.rows).toEqual((await sequences[1])?.rows);
    await close();
    expect((await runOschat(world, ["backup", file])).stderr).toContain("already");
    await elsewhere.drop();
  });

  it("is refused when it is damaged, cut off, somebody else's or from the future, and nothing is touched", async () => {
    const whole = fileNamed("to-be-damaged");
    await takeBackup(world.databaseUrl, whole);
    const lines = gunzipSync(await readFile(whole))
      .toString()
      .split("\n");
    const damaged = {
      changed: gzipSync(lines.join("\n").replace("ada@example.com", "eve@example.com")),
      "a row short": gzipSync(lines.filter((line) => !line.includes('"Bob"')).join("\n")),
      "without an end": gzipSync(lines.slice(0, -2).join("\n")),
      "cut off": (await readFile(whole)).subarray(0, -200),
      "something else": Buffer.from("hello"),
      "from the future": gzipSync(lines.join("\n").replace('0003_own_marks"', '0003_own_marks","9999_flying_cars"')),
    };
    const before = await contentOf(world.databaseUrl);
    for (const [name, bytes] of Object.entries(damaged)) {
      const file = fileNamed(`damaged-${name}`);
      await writeFile(file, bytes);
      await expect(restoreBackup(world.databaseUrl, file, { isReplacing: true }), name).rejects.toThrow(BadBackup);
    }
    await expect(verifyBackup(fileNamed("absent"))).rejects.toThrow("There is no file");
    await expect(restoreBackup(world.databaseUrl, whole, { isReplacing: false })).rejects.toThrow(NotEmpty);
    expect(await contentOf(world.databaseUrl)).toEqual(before);
  });

  it("[S6] [S7] [O1] taken under load and restored, brings every connected client to what the server has then", async () => {
    const { ada, bob } = people();
    const { id } = await ada.groupWith("Restored", bob);
    const clients = [await whenLive(await ada.client()), await whenLive(await bob.client())];
    await Promise.all(clients.map((client) => client.openConversation(id)));
    let isWriting = true;
    const write = async () => {
      for (let number = 0; isWriting; number += 1) {
        for (const client of clients) client.send(id, `number ${number}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const writing = write();
    await until(() => clients.every((client) => textsOf(client, id).length > 20), "people write", OUTAGE_MS);
    const file = fileNamed("under-load");
    expect(await runOschat(world, ["backup", file])).toMatchObject({ code: 0 });
    const lastAtBackup = Number((await verifyBackup(file)).end.tables.messages?.rows);
    await until(() => textsOf(clients[0] as never, id).length > 100, "people write on", OUTAGE_MS);
    await world.restart(async () => {
      isWriting = false;
      await writing;
      const rows = await restoreBackup(world.databaseUrl, file, { isReplacing: true });
      expect(rows.messages).toBe(lastAtBackup);
    });
    for (const client of clients) client.send(id, "after the restore");
    const stored = async () => {
      const { rows } = await world.database.pool.query(
        "select id, seq, body from messages where conversation_id = $1 order by seq",
        [id],
      );
      return rows as { id: string; seq: number; body: string }[];
    };
    await until(
      async () => {
        const rows = await stored();
        const newest = rows.slice(-20).map((row) => row.id);
        return (
          rows.filter(({ body }) => body === "after the restore").length === 2 &&
          clients.every((client) => {
            const held = messagesOf(client, id).map(({ messageId }) => messageId);
            return (
              client.getState().connection.status === "live" &&
              client.getState().conversations.get(id)?.outbox.length === 0 &&
              held.slice(-20).join() === newest.join()
            );
          })
        );
      },
      "everybody has what the server has",
      60_000,
    );
    const rows = await stored();
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    const isStored = new Set(rows.map((row) => row.id));
    for (const client of clients) {
      expect(messagesOf(client, id).filter(({ messageId }) => !isStored.has(messageId))).toEqual([]);
    }
  });
});
