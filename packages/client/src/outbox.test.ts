import { Refusal } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { memoryStorage } from "./storage/memory-storage.ts";
import type { Storage, StorageWrite } from "./storage.ts";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { dmId } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

const DM = dmId("ada", "ben");

async function stage(): Promise<{ world: World; ada: Person }> {
  const world = new World();
  world.server.createDm("ada", "ben");
  const ada = await world.live("ada");
  await openNow(world, ada);
  return { world, ada };
}

async function openNow(world: World, person: Person): Promise<void> {
  const opening = person.client.openConversation(DM);
  await world.settle();
  await opening;
}

const outboxOf = ({ client }: Person) => client.getState().conversations.get(DM)?.outbox ?? [];
const bodiesOf = (world: World) => world.server.messagesOf(DM).map(({ body }) => body);
const numbers = Array.from({ length: 10 }, (_, index) => `message ${index + 1}`);

describe("the outbox", () => {
  it("shows a message at once, and lets go of it when the confirmed one is there", async () => {
    const { world, ada } = await stage();
    ada.client.send(DM, "hello");
    expect(outboxOf(ada).map(({ body, status }) => ({ body, status }))).toEqual([{ body: "hello", status: "queued" }]);
    await world.settle();
    expect(outboxOf(ada)).toEqual([]);
    expect(
      ada.client
        .getState()
        .conversations.get(DM)
        ?.window.messages.map(({ body }) => body),
    ).toEqual(["hello"]);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[I3] is `sent` once acknowledged, and stays until the confirmed message arrives", async () => {
    const { world, ada } = await stage();
    ada.client.send(DM, "hello");
    while (outboxOf(ada)[0]?.status !== "sent") {
      for (const channel of world.network.channels()) {
        if (channel.includes("message ")) world.network.lose(channel);
        else world.network.deliver(channel);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(outboxOf(ada)).toMatchObject([{ status: "sent", seq: 1, rev: 1 }]);
    ada.client.wake();
    await world.settle();
    expect(outboxOf(ada)).toEqual([]);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[I3] saves a message before it sends it", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const disk = memoryStorage();
    let release = () => {};
    const held: StorageWrite[] = [];
    const slow: Storage = {
      ...disk,
      async write(changes) {
        if (changes.putOutbox !== undefined) {
          held.push(changes);
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
        await disk.write(changes);
      },
    };
    const ada = await world.live("ada", { storage: slow });
    ada.client.send(DM, "hello");
    await world.settle();
    expect(held.flatMap(({ putOutbox = [] }) => putOutbox.map(({ body }) => body))).toEqual(["hello"]);
    expect(ada.device.seen).not.toContain("message:send");
    release();
    await world.settle();
    expect(bodiesOf(world)).toEqual(["hello"]);
  });

  it("[O3] sends ten messages queued offline once, in order, from a new engine on the same storage", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const first = await world.live("ada");
    first.client.setNetwork(false);
    for (const body of numbers) first.client.send(DM, body);
    await world.settle();
    world.unplug(first);

    const second = await world.live("ada", { storage: first.storage });
    await world.pass(1_000);
    expect(bodiesOf(world)).toEqual(numbers);
    expect([...world.server.arrivals.values()]).toEqual(numbers.map(() => 1));
    expect(outboxOf(second)).toEqual([]);
    expect((await second.storage.read()).outbox).toEqual([]);
  });

  it("[I1] sends with the same id again when the acknowledgement is lost, and makes no second message", async () => {
    const { world, ada } = await stage();
    const id = ada.client.send(DM, "hello");
    while (!world.server.arrivals.has(id)) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const channel of world.network.channels()) world.network.deliver(channel);
    }
    ada.device.cut();
    await world.settle();
    expect(outboxOf(ada)).toMatchObject([{ clientMsgId: id, status: "queued" }]);
    await world.pass(30_000);
    expect(bodiesOf(world)).toEqual(["hello"]);
    expect(outboxOf(ada)).toEqual([]);
    expect(world.server.messagesOf(DM).map(({ clientMsgId }) => clientMsgId)).toEqual([id]);
  });

  it("[I1] sends what was on its way when the program was killed with the same id", async () => {
    const { world, ada } = await stage();
    const id = ada.client.send(DM, "hello");
    while (!world.server.arrivals.has(id)) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const channel of world.network.channels()) world.network.deliver(channel);
    }
    world.unplug(ada);
    const again = await world.live("ada", { storage: ada.storage });
    await world.pass(1_000);
    expect(bodiesOf(world)).toEqual(["hello"]);
    expect(outboxOf(again)).toEqual([]);
  });

  it("[O3] keeps one message in flight per conversation, and conversations apart", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const other = world.server.createGroup("ada", "Garden", []).id;
    const ada = await world.live("ada");
    for (const body of numbers) ada.client.send(DM, body);
    ada.client.send(other, "elsewhere");
    await new Promise((resolve) => setImmediate(resolve));
    const sending = () => outboxOf(ada).filter(({ status }) => status === "sending").length;
    expect(sending()).toBe(1);
    expect(ada.client.getState().conversations.get(other)?.outbox[0]?.status).toBe("sending");
    await world.settle();
    expect(bodiesOf(world)).toEqual(numbers);
  });

  it("[E1] keeps a refused message as failed, sends the ones after it, and tries it again with the same id when asked", async () => {
    const { world, ada } = await stage();
    ada.device.refuseNext.push({ event: "message:send", refusal: new Refusal("invalid_request") });
    const id = ada.client.send(DM, "first");
    ada.client.send(DM, "second");
    await world.settle();
    expect(outboxOf(ada)).toMatchObject([{ clientMsgId: id, status: "failed", error: { code: "invalid_request" } }]);
    expect(bodiesOf(world)).toEqual(["second"]);
    ada.client.retry(id);
    await world.settle();
    expect(bodiesOf(world)).toEqual(["second", "first"]);
    expect(world.server.messagesOf(DM)[1]?.clientMsgId).toBe(id);
  });

  it("[E1] keeps a failed message over a restart, until it is discarded", async () => {
    const { world, ada } = await stage();
    ada.device.refuseNext.push({ event: "message:send", refusal: new Refusal("too_large") });
    const id = ada.client.send(DM, "first");
    await world.pass(200);
    world.unplug(ada);
    const again = await world.live("ada", { storage: ada.storage });
    expect(outboxOf(again)).toMatchObject([{ clientMsgId: id, status: "failed" }]);
    again.client.discard(id);
    await world.pass(1_000);
    expect(outboxOf(again)).toEqual([]);
    expect((await again.storage.read()).outbox).toEqual([]);
    expect(bodiesOf(world)).toEqual([]);
  });

  it("[E1] waits as long as the server says when it may succeed later", async () => {
    const { world, ada } = await stage();
    const refusal = new Refusal("rate_limited", { retryAfterMs: 7_000 });
    ada.device.refuseNext.push({ event: "message:send", refusal });
    ada.client.send(DM, "first");
    ada.client.send(DM, "second");
    await world.pass(6_900);
    expect(bodiesOf(world)).toEqual([]);
    expect(outboxOf(ada).map(({ status }) => status)).toEqual(["queued", "queued"]);
    expect(outboxOf(ada)[0]).toMatchObject({ error: { code: "rate_limited" }, retryAt: expect.any(Number) });
    await world.pass(200);
    expect(bodiesOf(world)).toEqual(["first", "second"]);
  });

  it("[I1] tries what waits again at once when asked to", async () => {
    const { world, ada } = await stage();
    ada.device.refuseNext.push({
      event: "message:send",
      refusal: new Refusal("rate_limited", { retryAfterMs: 60_000 }),
    });
    const id = ada.client.send(DM, "first");
    await world.pass(200);
    ada.client.retry(id);
    await world.pass(200);
    expect(bodiesOf(world)).toEqual(["first"]);
    await world.pass(70_000);
    expect(bodiesOf(world)).toEqual(["first"]);
  });

  it("[O3] keeps the order of what is sent before the storage has been read", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const first = await world.live("ada");
    first.client.setNetwork(false);
    first.client.send(DM, "from before");
    await world.settle();
    world.unplug(first);

    const second = world.person("ada", { storage: first.storage });
    second.client.send(DM, "sent before start");
    const starting = second.client.start();
    second.client.send(DM, "sent while reading");
    await starting;
    await world.settle();
    expect(bodiesOf(world)).toEqual(["from before", "sent before start", "sent while reading"]);
  });

  it("loses no message when the storage fails", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const warnings: string[] = [];
    const broken: Storage = {
      read: () => Promise.reject(new Error("disk")),
      write: () => Promise.reject(new Error("disk")),
      clear: () => Promise.reject(new Error("disk")),
      close: () => {},
    };
    const ada = await world.live("ada", { storage: broken, logger: { warn: (message) => warnings.push(message) } });
    ada.client.setNetwork(false);
    for (const body of numbers) ada.client.send(DM, body);
    await world.settle();
    ada.client.setNetwork(true);
    await world.settle();
    expect(bodiesOf(world)).toEqual(numbers);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it("sends although the storage hangs", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const hanging: Storage = { ...memoryStorage(), write: () => new Promise(() => {}) };
    const ada = await world.live("ada", { storage: hanging });
    ada.client.send(DM, "hello");
    await world.pass(5_000);
    expect(bodiesOf(world)).toEqual(["hello"]);
  });

  it("shows what the server has and sends although reading the storage hangs", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const warnings: string[] = [];
    const hanging: Storage = { ...memoryStorage(), read: () => new Promise(() => {}) };
    const ada = world.person("ada", { storage: hanging, logger: { warn: (message) => warnings.push(message) } });
    void ada.client.start();
    await world.pass(10_000);
    ada.client.send(DM, "hello");
    await world.pass(1_000);
    expect(ada.client.getState().conversations.has(DM)).toBe(true);
    expect(bodiesOf(world)).toEqual(["hello"]);
    expect(warnings).toHaveLength(1);
  });

  it("[S6] sends again what another epoch acknowledged, with the same id", async () => {
    const { world, ada } = await stage();
    const backup = world.server.backup();
    const id = ada.client.send(DM, "hello");
    while (outboxOf(ada)[0]?.status !== "sent") {
      for (const channel of world.network.channels()) {
        if (channel.includes("message ")) world.network.lose(channel);
        else world.network.deliver(channel);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    world.server.restore(backup);
    ada.device.cut();
    await world.pass(30_000);
    expect(world.server.messagesOf(DM).map(({ clientMsgId }) => clientMsgId)).toEqual([id]);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("never sends one person's messages as another", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    const ada = await world.live("ada");
    ada.client.setNetwork(false);
    ada.client.send(DM, "from ada");
    ada.client.setDraft(DM, "a draft");
    await world.pass(1_000);
    world.unplug(ada);
    const ben = await world.live("ben", { storage: ada.storage });
    await world.pass(1_000);
    expect(bodiesOf(world)).toEqual([]);
    expect(ben.client.getState().conversations.get(DM)?.draft).toBe("");
    expectEqualToServer(ben.client.getState(), world.server, "ben");
  });
});
