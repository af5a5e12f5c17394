/** What the server says of itself while its database is away or stuck, and that it comes back by itself. */
import type { MessageAck } from "@oschat/protocol";
import { createPeople, freePort, type People, type ServerProcess, startServerProcess, until } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeTemplate } from "../faults/box/cluster-template.ts";
import { type DatabaseControl, openDatabaseControl } from "../faults/box/database-control.ts";

const SECRET = "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Se_Ai";
/** It is known within five seconds; a test may be slow to hear of it. */
const KNOWN_MS = 10_000;
const RECOVERED_MS = 30_000;

let database: DatabaseControl;
let server: ServerProcess;
let people: People;
let ada: Awaited<ReturnType<People["person"]>>;
let group: { id: string };

beforeAll(async () => {
  database = await openDatabaseControl({ flags: ["max_connections=30"], bytes: null, statements: [] });
  const port = String(await freePort());
  server = await startServerProcess({ PORT: port, DATABASE_URL: database.url, JWT_SECRET: SECRET });
  people = createPeople(server.url);
  ada = await people.person("Ada");
  group = await ada.groupWith("Outage");
}, 120_000);
afterAll(async () => {
  await people?.leave();
  await server?.stop();
  await database?.close();
  await removeTemplate();
});

const statusOf = async (path: string) => (await fetch(new URL(path, server.url))).status;

/** Sends until it is acknowledged, as every client does. Notes what it was answered before. */
async function sendUntilStored(body: string, answers: unknown[]): Promise<MessageAck> {
  const message = { clientMsgId: crypto.randomUUID(), body };
  return until(
    async () => {
      const answer = await ada.request("POST", `/conversations/${group.id}/messages`, message);
      if (answer.status === 201) return answer.body as MessageAck;
      answers.push(answer.body);
      return false;
    },
    `"${body}" is stored`,
    RECOVERED_MS,
  );
}

const OUTAGES = [
  { what: "is stopped", begin: () => database.kill(), end: () => database.start() },
  { what: "does not answer", begin: () => database.pause(), end: () => database.resume() },
] as const;

describe.each(OUTAGES)("a server whose database $what", ({ what, begin, end }) => {
  it("[E1] [I3] says so within five seconds, refuses sends to be tried again, and is ready again without a restart", async () => {
    expect(await statusOf("/readyz")).toBe(200);
    await begin();
    const answers: unknown[] = [];
    const stored = sendUntilStored(`while the database ${what}`, answers);
    await until(async () => (await statusOf("/readyz")) === 503, "the server is not ready", KNOWN_MS);
    expect(await statusOf("/livez")).toBe(200);
    await until(() => answers.length > 0, "a send is refused");
    await end();
    const ack = await stored;
    await until(async () => (await statusOf("/readyz")) === 200, "the server is ready again", RECOVERED_MS);
    for (const answer of answers) expect(answer).toMatchObject({ error: { retryable: true } });
    const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${group.id}/messages`);
    expect(messages.filter(({ body }) => body === `while the database ${what}`)).toMatchObject([
      { messageId: ack.messageId },
    ]);
  }, 90_000);
});

describe("a server whose database answers, but stores nothing", () => {
  it("is not ready until it does", async () => {
    await database.query("alter table messages rename to hidden");
    await until(async () => (await statusOf("/readyz")) === 503, "the server is not ready", KNOWN_MS);
    expect(await statusOf("/livez")).toBe(200);
    await database.query("alter table hidden rename to messages");
    await until(async () => (await statusOf("/readyz")) === 200, "the server is ready again", RECOVERED_MS);
  });
});
