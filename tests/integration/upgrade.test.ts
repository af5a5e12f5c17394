/** From the previous release to this one: its data, its schema while it is written to, and its clients, which go on as they are. */
import { createHash } from "node:crypto";
import { isMigrated } from "@oschat/server/database/is-migrated";
import { migrate } from "@oschat/server/database/migrate";
import { listMigrations, readMigration } from "@oschat/server/database/migration-files";
import { appendMessages } from "@oschat/server/features/messages";
import { refill } from "@oschat/server/operations/refill";
import { verifyBackup } from "@oschat/server/operations/verify-backup";
import { conversationOf, startWorld, textsOf, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSTALLATION, loadPreviousClient, readMigrationHashes } from "../fixtures/release.ts";

const TITLE = "Before the upgrade";
const ADA = "ada@example.com";
const BOB = "bob@example.com";

let world: World;
let groupId: string;
let stored: string[];

beforeAll(async () => {
  world = await startWorld();
  await world.restart(async () => {
    await refill(world.databaseUrl, INSTALLATION, await verifyBackup(INSTALLATION));
    groupId = (await rowsOf<{ id: string }>("select id from conversations where title = $1", TITLE))[0]?.id ?? "";
    expect(await isMigrated(world.database.db)).toBe(false);
    stored = await migrateUnderTraffic();
  });
}, 60_000);
afterAll(() => world.stop());

async function rowsOf<Row>(text: string, ...values: unknown[]): Promise<Row[]> {
  return (await world.database.pool.query(text, values)).rows;
}

/** Messages go in by the previous schema's way before, while and after it is migrated. Returns those that were acknowledged. */
async function migrateUnderTraffic(): Promise<string[]> {
  const [sender] = await rowsOf<{ id: string }>("select id from users where email = $1", ADA);
  const acknowledged: string[] = [];
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const messageId = crypto.randomUUID();
      const send = { messageId, conversationId: groupId, senderId: sender?.id ?? "", clientMsgId: crypto.randomUUID() };
      const [result] = await appendMessages(world.database.db, [{ ...send, body: "meanwhile" }]);
      if (result?.outcome === "stored") acknowledged.push(result.ack.messageId);
    }
  };
  const writers = Promise.all([write(), write(), write()]);
  await until(() => acknowledged.length > 10, "people write");
  await migrate(world.databaseUrl);
  const before = acknowledged.length;
  await until(() => acknowledged.length > before + 10, "people write on");
  isOver = true;
  await writers;
  return acknowledged;
}

describe("the schema", () => {
  it("is that of this release, reached by migrations of which none that was released has changed", async () => {
    expect(await isMigrated(world.database.db)).toBe(true);
    const released = await readMigrationHashes();
    const present = await Promise.all(
      (await listMigrations()).map(async (name) => {
        return [
          `${name}.sql`,
          createHash("sha256")
            .update(await readMigration(name))
            .digest("hex"),
        ] as const;
      }),
    );
    expect(Object.fromEntries(present.slice(0, Object.keys(released).length))).toEqual(released);
  });

  it("[I1] [O1] holds every message that was acknowledged before, while and after it was migrated, without a hole", async () => {
    const rows = await rowsOf<{ id: string; seq: number }>(
      "select id, seq from messages where conversation_id = $1 order by seq",
      groupId,
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    const kept = new Set(rows.map(({ id }) => id));
    expect(stored.filter((id) => !kept.has(id))).toEqual([]);
  });
});

describe("a client of the previous release", () => {
  it("[S7] reads what was there, sends, hears others, edits and deletes, on this server", async () => {
    const previous = await loadPreviousClient();
    const start = async (email: string) => {
      const transport = previous.socketIoTransport({ baseUrl: world.url, token: await world.tokenFor(email) });
      const client = previous.createChatClient({ transport, storage: previous.memoryStorage() });
      await client.start();
      return whenLive(client);
    };
    const old = await start(ADA);
    const bob = await world.person("Bob", BOB);
    const present = await whenLive(await bob.client());
    try {
      expect(conversationOf(old, groupId)?.summary.title).toBe(TITLE);
      await Promise.all([old.openConversation(groupId), present.openConversation(groupId)]);
      old.send(groupId, "from the old client");
      await until(() => textsOf(present, groupId).includes("from the old client"), "the new client hears the old one");
      present.send(groupId, "from the new client");
      await until(() => textsOf(old, groupId).includes("from the new client"), "the old client hears the new one");
      const said = conversationOf(old, groupId)?.window.messages.find(({ body }) => body === "from the old client");
      await old.edit(groupId, said?.messageId ?? "", "edited by the old client");
      await until(() => textsOf(present, groupId).includes("edited by the old client"), "the new client sees the edit");
      await old.remove(groupId, said?.messageId ?? "");
      await until(() => !textsOf(present, groupId).includes("edited by the old client"), "the deletion arrives");
      await until(() => {
        const [theirs, ours] = [old, present].map((client) => conversationOf(client, groupId)?.window.messages);
        return JSON.stringify(theirs) === JSON.stringify(ours);
      }, "both hold the same");
    } finally {
      await old.stop();
    }
  });
});
