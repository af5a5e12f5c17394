/** Acceptance criterion E: no duplicate messages, whatever the network, the sender or the device does. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { World } from "@oschat/test-kit";
import type { BrowserContext } from "@playwright/test";
import { ChatPage } from "./chat-page.ts";
import { cutAroundSend } from "./flaky-network.ts";
import { expect, test } from "./journey.ts";
import { killTab, startMortalBrowser } from "./mortal-browser.ts";
import { goOffline, signIn } from "./visitor.ts";

const SOCKET_IO = new URL("../../node_modules/socket.io-client/dist/socket.io.min.js", import.meta.url);
const TEN = Array.from({ length: 10 }, (_, index) => `queued ${index + 1}`);

/** What the database holds, in its order. */
async function stored({ database }: World): Promise<string[]> {
  const rows = await database.db
    .selectFrom("messages")
    .select("body")
    .where("kind", "=", "text")
    .orderBy("seq")
    .execute();
  return rows.map(({ body }) => body);
}

test("E: [I1] the requirements' console snippet, sending twice with one clientMsgId, makes one message", async ({
  world,
  arrive,
}) => {
  const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  await ada.chat.open(id);
  await bob.chat.open(id);
  await ada.page.evaluate(await readFile(SOCKET_IO, "utf8"));

  const acknowledged = await ada.page.evaluate(async (conversationId) => {
    interface ConsoleSocket {
      on(event: string, listener: (payload: { messageId: string; clientMsgId: string }) => void): void;
      emit(event: string, payload: object): void;
    }
    const { io } = globalThis as unknown as { io: (url: string) => ConsoleSocket };
    const socket = io("/");
    await new Promise<unknown>((resolve) => socket.on("ready", resolve));
    const answers: string[] = [];
    const bothAnswered = new Promise<void>((resolve) => {
      socket.on("message:ack", ({ messageId }) => {
        answers.push(messageId);
        if (answers.length === 2) resolve();
      });
    });
    const clientMsgId = crypto.randomUUID();
    socket.emit("message:send", { conversationId, clientMsgId, body: "Test message" });
    socket.emit("message:send", { conversationId, clientMsgId, body: "Test message" });
    await bothAnswered;
    return answers;
  }, id);

  expect(new Set(acknowledged).size).toBe(1);
  await ada.chat.write("The end");
  for (const { chat } of [ada, bob]) {
    await expect(chat.message("The end", "confirmed")).toBeVisible();
    expect(await chat.texts()).toEqual(["Test message", "The end"]);
  }
  expect(await stored(world)).toEqual(["Test message", "The end"]);
});

for (const moment of ["before it arrives", "before it is answered"] as const) {
  test(`E: [I1, I3] the connection cut around a send, ${moment}: one message`, async ({ world, arrive }) => {
    const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
    const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
    const network = await cutAroundSend(ada.page, moment);
    await ada.chat.open(id);
    await bob.chat.open(id);
    await ada.chat.write("first");
    await expect(ada.chat.message("first", "confirmed")).toBeVisible();

    network.cutNextSend();
    await ada.chat.write("through thick");
    await ada.chat.write("and thin");
    for (const { chat } of [ada, bob]) {
      await expect(chat.message("and thin", "confirmed")).toBeVisible();
      expect(await chat.texts()).toEqual(["first", "through thick", "and thin"]);
    }
    expect(network.cuts()).toBe(1);
    expect(await stored(world)).toEqual(["first", "through thick", "and thin"]);
  });
}

test("E: [I1, O3] the tab killed with ten messages queued offline, opened again online: ten messages, in order", async ({
  world,
  arrive,
}) => {
  const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  await bob.chat.open(id);
  await ada.chat.open(id);
  await queueTen(ada.context, ada.chat);
  await killTab(ada.page);

  await ada.context.setOffline(false);
  const reopened = await ada.anotherTab();
  await reopened.open(id);
  for (const chat of [reopened, bob.chat]) {
    await expect(chat.message("queued 10", "confirmed")).toBeVisible();
    expect(await chat.texts()).toEqual(TEN);
  }
  expect(await stored(world)).toEqual(TEN);
});

test("E: [I1, O3] #32 the whole browser killed with ten messages queued offline, started again: ten messages, in order", async ({
  world,
}) => {
  const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
  const profile = await mkdtemp(join(tmpdir(), "oschat-profile-"));
  try {
    const first = await startMortalBrowser(profile);
    await signIn(first.context, world.url, "Ada");
    const before = new ChatPage(await first.context.newPage(), world.url);
    await before.open(id);
    await queueTen(first.context, before);
    await first.kill();
    expect(await stored(world)).toEqual([]);

    const second = await startMortalBrowser(profile);
    // The cookie may not have reached the disk: then the person signs in again.
    await signIn(second.context, world.url, "Ada");
    const after = new ChatPage(await second.context.newPage(), world.url);
    await after.open(id);
    await expect(after.message("queued 10", "confirmed")).toBeVisible();
    expect(await after.texts()).toEqual(TEN);
    expect(await stored(world)).toEqual(TEN);
    await second.kill();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function queueTen(context: BrowserContext, chat: ChatPage): Promise<void> {
  await goOffline({ context, page: chat.page });
  for (const text of TEN) await chat.write(text);
  for (const text of TEN) await expect(chat.message(text, "queued")).toBeVisible();
}
