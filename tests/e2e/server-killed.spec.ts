/** The server's machine fails while people write: what was shown as sent is there, and everybody sees the same. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneDatabase, freePort, requestJson, startServerProcess } from "@oschat/test-kit";
import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import type { ChatPage } from "./chat-page.ts";
import { addressOf, signInBrowser } from "./visitor.ts";

const EACH = 50;
/** How many of a person's messages are shown as sent when the server is killed. */
const SENT_BEFORE = 10;

interface Stored {
  seq: number;
  body: string;
  clientMsgId: string;
}

test("[I3, O2] kill -9 of the server while two people write 50 messages each: both see the same 100, nothing sent is missing", async ({
  browser,
}) => {
  // A hundred messages are typed here.
  test.slow();
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-killed-"));
  const env = {
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    JWT_SECRET: "wP4z-8KdQ2mX6vT1rYc9Lb3Nf7Hs5Jg0Ae",
  };
  const faults: string[] = [];
  let server = await startServerProcess(env);
  const ada = await signInBrowser(browser, server.url, "Ada", faults);
  const bob = await signInBrowser(browser, server.url, "Bob", faults);
  try {
    const id = await startDm(server.url, "Ada", "Bob");
    const screens = [ada.chat, bob.chat];
    for (const screen of screens) await screen.open(id);
    for (const { page } of screens) await noteShownAsSent(page);

    const writing = Promise.all([writeAll(ada.chat, "Ada"), writeAll(bob.chat, "Bob")]);
    for (const { page } of screens) await expect.poll(() => countShownAsSent(page)).toBeGreaterThanOrEqual(SENT_BEFORE);
    await server.kill();
    const sentBefore = (await Promise.all(screens.map(({ page }) => shownAsSent(page)))).flat();
    await writing;
    const storedBefore = await storedIn(database.url);
    expect(storedBefore.length, "some were still to be sent").toBeLessThan(2 * EACH);
    expect(storedBefore.map(({ clientMsgId }) => clientMsgId)).toEqual(expect.arrayContaining(sentBefore));

    server = await startServerProcess(env);
    await expect.poll(async () => (await storedIn(database.url)).length, { timeout: 60_000 }).toBe(2 * EACH);
    const stored = await storedIn(database.url);
    for (const screen of screens) {
      await expect.poll(async () => (await confirmedOn(screen)).length).toBe(2 * EACH);
      expect(await confirmedOn(screen)).toEqual(stored);
    }
    const everSent = (await Promise.all(screens.map(({ page }) => shownAsSent(page)))).flat();
    expect(stored.map(({ clientMsgId }) => clientMsgId)).toEqual(expect.arrayContaining(everSent));
    for (const name of ["Ada", "Bob"]) {
      expect(stored.map(({ body }) => body).filter((body) => body.startsWith(name))).toEqual(textsOf(name));
    }
    expect(faults).toEqual([]);
  } finally {
    await ada.context.close();
    await bob.context.close();
    await server.kill();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

function textsOf(name: string): string[] {
  return Array.from({ length: EACH }, (_, index) => `${name} ${index + 1}`);
}

async function writeAll(chat: ChatPage, name: string): Promise<void> {
  for (const text of textsOf(name)) await chat.write(text);
}

async function startDm(url: string, from: string, to: string): Promise<string> {
  const answer = await requestJson(url, "POST", "/auth/local", { body: { name: from, email: addressOf(from) } });
  const { token } = answer.body as { token: string };
  const dm = await requestJson(url, "POST", "/conversations/dm", { body: { email: addressOf(to) }, token });
  return (dm.body as { id: string }).id;
}

async function confirmedOn(chat: ChatPage): Promise<Stored[]> {
  const shown = (await chat.timeline()).filter(({ state }) => state === "confirmed");
  return shown.map(({ seq, text, clientMsgId }) => ({ seq: seq ?? 0, body: text, clientMsgId }));
}

/** From now on the page notes each own message that is ever shown as sent, also if it would vanish or fall back later. */
async function noteShownAsSent(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown = new Set<string>();
    const look = () => {
      const rows = document.querySelectorAll<HTMLElement>('[data-state="sent"], [data-state="confirmed"]');
      for (const { dataset, ariaLabel } of rows) {
        if (ariaLabel?.startsWith("You: ") && dataset.message !== undefined) shown.add(dataset.message);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { shownAsSent: shown });
  });
}

function shownAsSent(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(window as unknown as { shownAsSent: Set<string> }).shownAsSent]);
}

async function countShownAsSent(page: Page): Promise<number> {
  return (await shownAsSent(page)).length;
}

async function storedIn(url: string): Promise<Stored[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select seq::int, body, client_msg_id::text as "clientMsgId" from messages order by seq`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
