import { LIMITS } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { dmId } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

const DM = dmId("ada", "ben");

async function stage(texts = 5): Promise<{ world: World; ada: Person }> {
  const world = new World();
  world.server.createDm("ada", "ben");
  for (let index = 1; index <= texts; index += 1) world.server.send("ben", DM, `ben-${index}`, `text ${index}`);
  const ada = await world.live("ada");
  const opening = ada.client.openConversation(DM);
  await world.settle();
  await opening;
  return { world, ada };
}

const dmOf = ({ client }: Person) => client.getState().conversations.get(DM);
const count = ({ device }: Person, event: string) => device.seen.filter((seen) => seen === event).length;

describe("read markers", () => {
  it("[R1] shows at once what was read, and tells the server once for several moves", async () => {
    const { world, ada } = await stage();
    for (const seq of [1, 2, 3]) ada.client.markRead(DM, seq);
    expect(dmOf(ada)?.summary).toMatchObject({ lastReadSeq: 3, unread: 2 });
    await world.pass(1_000);
    expect(count(ada, "read:mark")).toBe(1);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[R1] never goes back, and never above the last message", async () => {
    const { world, ada } = await stage();
    ada.client.markRead(DM, 99);
    expect(dmOf(ada)?.summary).toMatchObject({ lastReadSeq: 5, unread: 0 });
    ada.client.markRead(DM, 2);
    await world.pass(1_000);
    expect(dmOf(ada)?.summary.lastReadSeq).toBe(5);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[R1] tells what was read without a connection as soon as there is one", async () => {
    const { world, ada } = await stage();
    ada.client.setNetwork(false);
    ada.client.markRead(DM, 4);
    await world.pass(1_000);
    ada.client.setNetwork(true);
    await world.pass(1_000);
    expect(world.server.summary("ada", DM)).toMatchObject({ lastReadSeq: 4, unread: 1 });
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[R1] tells what was read although the program was killed before it could", async () => {
    const { world, ada } = await stage();
    ada.client.setNetwork(false);
    ada.client.markRead(DM, 4);
    await world.pass(1_000);
    world.unplug(ada);
    const again = await world.live("ada", { storage: ada.storage });
    await world.pass(1_000);
    expect(world.server.summary("ada", DM).lastReadSeq).toBe(4);
    expectEqualToServer(again.client.getState(), world.server, "ada");
  });

  it("[R1] follows my other device", async () => {
    const { world, ada } = await stage();
    const phone = await world.live("ada");
    ada.client.markRead(DM, 3);
    await world.pass(1_000);
    expect(dmOf(phone)?.summary).toMatchObject({ lastReadSeq: 3, unread: 2 });
    await world.pass(2_000);
    expectEqualToServer(phone.client.getState(), world.server, "ada");
  });

  it("[R1] has the exact count again after deletions among more than 99", async () => {
    const { world, ada } = await stage(0);
    const row = await world.live("ada");
    for (let index = 1; index <= 101; index += 1) world.server.send("ben", DM, `ben-${index}`, `text ${index}`);
    await world.settle();
    expect(dmOf(row)?.summary.unread).toBe(LIMITS.unreadExact + 1);
    for (const { messageId } of world.server.messagesOf(DM).slice(0, 4)) world.server.remove("ben", DM, messageId);
    await world.pass(2_000);
    expect(world.server.summary("ada", DM).unread).toBe(97);
    for (const person of [ada, row]) expectEqualToServer(person.client.getState(), world.server, "ada");
  });
});

describe("typing", () => {
  const notice = { conversationId: DM, userId: "ben", userName: "BEN" };

  it("[P1] shows who types, and forgets him by itself", async () => {
    const { world, ada } = await stage();
    ada.device.push("typing", "typing:start", notice);
    await world.settle();
    expect(dmOf(ada)?.typing).toMatchObject([{ userId: "ben", userName: "BEN" }]);
    await world.pass(LIMITS.typingTtlMs - 100);
    ada.device.push("typing", "typing:start", notice);
    await world.pass(LIMITS.typingTtlMs - 100);
    expect(dmOf(ada)?.typing).toHaveLength(1);
    await world.pass(200);
    expect(dmOf(ada)?.typing).toEqual([]);
  });

  it("[P1] forgets whoever stopped, and whoever wrote", async () => {
    const { world, ada } = await stage();
    ada.device.push("typing", "typing:start", notice);
    ada.device.push("typing", "typing:stop", notice);
    await world.settle();
    expect(dmOf(ada)?.typing).toEqual([]);
    ada.device.push("typing", "typing:start", notice);
    await world.settle();
    world.server.send("ben", DM, "ben-new", "done");
    await world.settle();
    expect(dmOf(ada)?.typing).toEqual([]);
  });

  it("[P1] does not show myself, typing on another device", async () => {
    const { world, ada } = await stage();
    ada.device.push("typing", "typing:start", { ...notice, userId: "ada" });
    await world.settle();
    expect(dmOf(ada)?.typing).toEqual([]);
  });

  it("[P1] is told sparingly: once per while, and the end of it once", async () => {
    const { world, ada } = await stage();
    for (let keystroke = 0; keystroke < 10; keystroke += 1) {
      ada.client.setTyping(DM, true);
      await world.pass(400);
    }
    expect(count(ada, "typing:start")).toBe(2);
    ada.client.setTyping(DM, false);
    ada.client.setTyping(DM, false);
    expect(count(ada, "typing:stop")).toBe(1);
  });
});

describe("the snapshot", () => {
  it("replaces only the conversations that changed, and notifies once per change of many", async () => {
    const { world, ada } = await stage();
    const garden = world.server.createGroup("ben", "Garden", ["ada"]).id;
    await world.settle();
    const before = ada.client.getState();
    let notified = 0;
    ada.client.subscribe(() => {
      notified += 1;
    });
    ada.client.setDraft(DM, "a");
    ada.client.setDraft(DM, "a draft");
    await Promise.resolve();
    expect(notified).toBe(1);
    const after = ada.client.getState();
    expect(after.conversations).not.toBe(before.conversations);
    expect(after.conversations.get(garden)).toBe(before.conversations.get(garden));
    expect(after.conversations.get(DM)).not.toBe(before.conversations.get(DM));
    expect(before.conversations.get(DM)?.draft).toBe("");
  });

  it("keeps drafts over a restart, and nothing after clear", async () => {
    const { world, ada } = await stage();
    ada.client.setDraft(DM, "a draft");
    await world.pass(200);
    world.unplug(ada);
    const again = await world.live("ada", { storage: ada.storage });
    expect(dmOf(again)?.draft).toBe("a draft");
    const clearing = again.client.clear();
    await world.settle();
    await clearing;
    expect(again.client.getState().conversations.size).toBe(0);
    expect(await ada.storage.read()).toEqual({ meta: null, conversations: [], outbox: [], drafts: new Map() });
  });
});
