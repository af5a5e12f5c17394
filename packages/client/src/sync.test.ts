import { LIMITS } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { dmId } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

const DM = dmId("ada", "ben");
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function stage(): Promise<{ world: World; ada: Person }> {
  const world = new World();
  world.server.createDm("ada", "ben");
  const ada = await world.live("ada");
  await open(world, ada, DM);
  return { world, ada };
}

async function open(world: World, { client }: Person, id: string): Promise<void> {
  const opening = client.openConversation(id);
  await world.settle();
  await opening;
}

function say(world: World, count: number, from = 1): void {
  for (let index = from; index < from + count; index += 1)
    world.server.send("ben", DM, `ben-${index}`, `text ${index}`);
}

const dmOf = ({ client }: Person) => client.getState().conversations.get(DM);
const bodiesOf = (person: Person) => dmOf(person)?.window.messages.map(({ body }) => body);
const messageChannels = (world: World) => world.network.channels().filter((channel) => channel.includes("/message "));

/** Delivers everything that matches, in order; the rest waits. */
async function deliver(world: World, matches: (channel: string) => boolean): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await turn();
    const channels = world.network.channels().filter(matches);
    quiet = channels.length === 0 ? quiet + 1 : 0;
    for (const channel of channels) world.network.deliver(channel);
  }
}

describe("live changes", () => {
  it("[S1] applies the change that follows the cursor", async () => {
    const { world, ada } = await stage();
    say(world, 1);
    await world.settle();
    expect(bodiesOf(ada)).toEqual(["text 1"]);
    expect(dmOf(ada)).toMatchObject({ cursor: 1, summary: { unread: 1, lastSeq: 1, lastRev: 1 } });
  });

  it("[S1] ignores a change at or below the cursor", async () => {
    const { world, ada } = await stage();
    say(world, 2);
    await world.settle();
    const before = dmOf(ada);
    const [message] = world.server.messagesOf(DM);
    if (message === undefined) throw new Error("There is no message.");
    ada.device.push("again", "message:new", message);
    await world.settle();
    expect(dmOf(ada)).toBe(before);
  });

  it("[S1] holds back what comes early, and applies it once the gap closes, without asking", async () => {
    const { world, ada } = await stage();
    say(world, 3);
    const [first = "", ...later] = messageChannels(world);
    for (const channel of later) world.network.deliver(channel);
    expect(dmOf(ada)?.cursor).toBe(0);
    await world.clock.step(200);
    world.network.deliver(first);
    expect(bodiesOf(ada)).toEqual(["text 1", "text 2", "text 3"]);
    await world.pass(1_000);
    expect(ada.device.seen).not.toContain("sync:request");
  });

  it("[S1] catches up when the gap stays open", async () => {
    const { world, ada } = await stage();
    say(world, 3);
    world.network.lose(messageChannels(world)[0] ?? "");
    await world.settle();
    expect(dmOf(ada)?.cursor).toBe(0);
    await world.pass(300);
    expect(bodiesOf(ada)).toEqual(["text 1", "text 2", "text 3"]);
    expect(ada.device.seen).toContain("sync:request");
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S2] fetches a conversation that I was added to while the heads were on their way", async () => {
    const world = new World();
    const ada = world.person("ada");
    await ada.client.start();
    await deliver(world, (channel) => !channel.endsWith("sync:heads/answer"));
    const { id } = world.server.createGroup("ben", "Garden", ["ada"]);
    await deliver(world, (channel) => channel.includes("/conversation "));
    await world.settle();
    expect(ada.client.getState().conversations.has(id)).toBe(true);
    expect(ada.device.seen.filter((request) => request === "sync:heads")).toHaveLength(1);
  });

  it("[S2] holds events that come before the heads are known, and loses none", async () => {
    const { world, ada } = await stage();
    say(world, 2);
    await world.settle();
    ada.device.cut();
    await world.settle();
    say(world, 2, 3);
    ada.client.retryNow();
    await deliver(world, (channel) => !channel.includes("/request") && !channel.includes("/http"));
    expect(ada.client.getState().connection.status).toBe("catching-up");
    say(world, 2, 5);
    await deliver(world, (channel) => channel.includes("/message "));
    expect(bodiesOf(ada)).toEqual(["text 1", "text 2"]);
    await world.settle();
    expect(bodiesOf(ada)).toEqual([1, 2, 3, 4, 5, 6].map((index) => `text ${index}`));
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S2] applies nothing before the heads are known, not even what follows the cursor", async () => {
    const { world, ada } = await stage();
    ada.device.cut();
    ada.client.retryNow();
    await deliver(world, (channel) => !channel.includes("/request") && !channel.includes("/http"));
    say(world, 2);
    await deliver(world, (channel) => channel.includes("/message "));
    expect(dmOf(ada)?.cursor).toBe(0);
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S2] applies events that overtake a fetch of the same conversation after it", async () => {
    const { world, ada } = await stage();
    const garden = world.server.createGroup("ben", "Garden", ["ada"]).id;
    await world.settle();
    const opening = ada.client.openConversation(garden);
    await turn();
    // The server has answered; the answer is still on its way when more happens.
    for (const channel of world.network.channels()) world.network.deliver(channel);
    world.server.administer("ben", garden, { type: "renamed", title: "Orchard" });
    world.server.send("ben", garden, "ben-1", "text");
    await deliver(world, (channel) => channel.includes("/message "));
    await world.settle();
    await opening;
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    expect(ada.client.getState().conversations.get(garden)?.window.loaded).toBe(true);
  });
});

describe("catching up", () => {
  it.each([5, 250])("[S5] gets %i messages missed while away, in order", async (count) => {
    const { world, ada } = await stage();
    say(world, 3);
    await world.settle();
    ada.client.setNetwork(false);
    say(world, count, 4);
    ada.client.setNetwork(true);
    await world.settle();
    expect(bodiesOf(ada)).toHaveLength(count + 3);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S1] takes a catch-up of many pages as one change", async () => {
    const { world, ada } = await stage();
    world.server.syncPage = 2;
    ada.client.setNetwork(false);
    say(world, 9);
    const [first] = world.server.messagesOf(DM);
    if (first === undefined) throw new Error("There is no message.");
    world.server.edit("ben", DM, first.messageId, "edited");
    await world.settle();
    const seen = new Set<number | undefined>();
    ada.client.subscribe(() => seen.add(dmOf(ada)?.cursor));
    ada.client.setNetwork(true);
    await world.settle();
    expect(seen).toEqual(new Set([0, 10]));
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S3] resumes from what was saved, cursor and messages together", async () => {
    const { world, ada } = await stage();
    say(world, 4);
    await world.pass(200);
    world.unplug(ada);
    say(world, 3, 5);
    const again = world.person("ada", { storage: ada.storage });
    again.device.isUnreachable = true;
    await again.client.start();
    await world.settle();
    expect(dmOf(again)).toMatchObject({ cursor: 4, summary: { lastSeq: 4, unread: 4 } });
    expect(bodiesOf(again)).toHaveLength(4);
    again.device.isUnreachable = false;
    again.client.retryNow();
    await world.settle();
    expectEqualToServer(again.client.getState(), world.server, "ada");
  });

  it("[S3] keeps the newest messages of a long window, and says that there are older ones", async () => {
    const { world, ada } = await stage();
    say(world, 230);
    await world.pass(1_000);
    expect(dmOf(ada)?.window).toMatchObject({ reachedStart: true });
    const [stored] = (await ada.storage.read()).conversations;
    expect(stored?.window.messages).toHaveLength(200);
    expect(stored?.window).toMatchObject({ reachedStart: false, loaded: true });
    expect(stored?.window.messages.at(-1)?.seq).toBe(230);
    expect(stored?.cursor).toBe(230);
  });

  it("[S4] takes the newest page when too far behind, and fetches the rest on demand", async () => {
    const { world, ada } = await stage();
    world.server.resetRevisions = 20;
    say(world, 3);
    await world.settle();
    ada.client.setNetwork(false);
    say(world, 80, 4);
    ada.client.setNetwork(true);
    await world.settle();
    expect(dmOf(ada)?.window).toMatchObject({ loaded: true, reachedStart: false });
    expect(dmOf(ada)?.window.messages[0]?.seq).toBe(34);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    const loading = ada.client.loadOlder(DM);
    await world.settle();
    await loading;
    expect(dmOf(ada)?.window).toMatchObject({ reachedStart: true });
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S5] repairs a lost doorbell within the interval", async () => {
    const { world, ada } = await stage();
    say(world, 1);
    world.network.lose(messageChannels(world)[0] ?? "");
    await world.pass(LIMITS.headsIntervalMs);
    expect(bodiesOf(ada)).toEqual(["text 1"]);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S5] repairs a lost doorbell at once on waking up", async () => {
    const { world, ada } = await stage();
    say(world, 1);
    world.network.lose(messageChannels(world)[0] ?? "");
    ada.client.wake();
    await world.settle();
    expect(bodiesOf(ada)).toEqual(["text 1"]);
  });

  it("[S5] finds conversations that came, went, and changed unseen", async () => {
    const world = new World();
    const gone = world.server.createGroup("ben", "Gone", ["ada"]).id;
    world.server.createDm("ada", "ben");
    const ada = await world.live("ada");
    const seenBefore = ada.device.seen.length;
    ada.client.setNetwork(false);
    world.server.administer("ben", gone, { type: "member_removed", userId: "ada", name: "ADA" });
    for (let index = 0; index < 6; index += 1) world.server.createGroup("ben", `Garden ${index}`, ["ada"]);
    say(world, 120);
    ada.client.setNetwork(true);
    await world.settle();
    expect(ada.client.getState().conversations.size).toBe(7);
    expect(dmOf(ada)?.summary.unread).toBe(LIMITS.unreadExact + 1);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    const seen = ada.device.seen.slice(seenBefore);
    expect(seen.filter((request) => request.startsWith("GET /conversations?"))).toHaveLength(1);
  });

  it("[S6] drops everything of another epoch but drafts and unsent messages", async () => {
    const { world, ada } = await stage();
    say(world, 2);
    const backup = world.server.backup();
    say(world, 3, 3);
    ada.client.setDraft(DM, "a draft");
    await world.pass(1_000);
    ada.client.setNetwork(false);
    ada.client.send(DM, "unsent");
    world.server.restore(backup);
    ada.client.setNetwork(true);
    await world.settle();
    expect(bodiesOf(ada)).toEqual(["text 1", "text 2", "unsent"]);
    expect(dmOf(ada)?.draft).toBe("a draft");
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    await world.pass(1_000);
    expect((await ada.storage.read()).meta?.epoch).toBe(world.server.data.epoch);
  });
});

describe("coming and going", () => {
  it("shows a conversation that I was added to, and a change in it that arrives first", async () => {
    const { world, ada } = await stage();
    const garden = world.server.createGroup("ben", "Garden", ["ada"]).id;
    world.server.send("ben", garden, "ben-1", "welcome");
    await deliver(world, (channel) => !channel.includes("/conversation "));
    expect(ada.client.getState().conversations.get(garden)?.summary).toMatchObject({ title: "Garden", unread: 1 });
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[A1] drops a conversation at once when removed, on the device too", async () => {
    const world = new World();
    const garden = world.server.createGroup("ben", "Garden", ["ada"]).id;
    const ada = await world.live("ada");
    await open(world, ada, garden);
    ada.client.setDraft(garden, "a draft");
    await world.pass(1_000);
    world.server.administer("ben", garden, { type: "member_removed", userId: "ada", name: "ADA" });
    await world.settle();
    expect(ada.client.getState().conversations.has(garden)).toBe(false);
    await world.pass(1_000);
    const stored = await ada.storage.read();
    expect(stored.conversations).toEqual([]);
    expect(stored.drafts.size).toBe(0);
  });

  it("[A1] hands over what was not sent to a conversation that is gone", async () => {
    const world = new World();
    const garden = world.server.createGroup("ben", "Garden", ["ada"]).id;
    const ada = await world.live("ada");
    await open(world, ada, garden);
    ada.client.setNetwork(false);
    ada.client.send(garden, "on its way");
    ada.client.setDraft(garden, "a draft");
    world.server.administer("ben", garden, { type: "member_removed", userId: "ada", name: "ADA" });
    ada.client.setNetwork(true);
    await world.pass(1_000);
    const texts = ["on its way", "a draft"];
    expect(ada.client.getState().leftBehind).toEqual([{ conversationId: garden, name: "Garden", texts }]);
    expect(world.server.messagesOf(garden).some(({ body }) => texts.includes(body))).toBe(false);
    ada.client.forgetLeftBehind(garden);
    expect(ada.client.getState().leftBehind).toEqual([]);
  });

  it("[A1] does not bring a conversation back with an answer that was on its way when it was dropped", async () => {
    const world = new World();
    const garden = world.server.createGroup("ben", "Garden", ["ada"]).id;
    const ada = await world.live("ada");
    const opening = ada.client.openConversation(garden).catch(() => {});
    await turn();
    for (const channel of world.network.channels()) world.network.deliver(channel);
    world.server.administer("ben", garden, { type: "member_removed", userId: "ada", name: "ADA" });
    await deliver(world, (channel) => channel.includes("/conversation "));
    await world.settle();
    await opening;
    expect(ada.client.getState().conversations.has(garden)).toBe(false);
  });

  it("starts from nothing with one list, and fetches messages only of what is opened", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    say(world, 3);
    for (let index = 0; index < 5; index += 1) world.server.createGroup("ben", `Garden ${index}`, ["ada"]);
    const ada = await world.live("ada");
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    expect(ada.device.seen.filter((request) => request.includes("/messages"))).toEqual([]);
    await open(world, ada, DM);
    expect(bodiesOf(ada)).toHaveLength(3);
    expect(dmOf(ada)?.members).toHaveLength(2);
  });

  it("loads a conversation that was opened without a connection as soon as there is one", async () => {
    const world = new World();
    world.server.createDm("ada", "ben");
    say(world, 3);
    const ada = world.person("ada");
    ada.device.isUnreachable = true;
    await ada.client.start();
    const opening = expect(ada.client.openConversation(DM)).rejects.toThrow("Unreachable");
    await world.settle();
    await opening;
    ada.device.isUnreachable = false;
    await world.pass(5_000);
    expect(bodiesOf(ada)).toHaveLength(3);
  });
});

describe("older messages", () => {
  it("[S1] takes changes into account that happened while the page was on its way", async () => {
    const { world, ada } = await stage();
    world.server.historyPage = 5;
    say(world, 12);
    world.unplug(ada);
    const again = await world.live("ada");
    await open(world, again, DM);
    const loading = again.client.loadOlder(DM);
    await turn();
    for (const channel of world.network.channels()) world.network.deliver(channel);
    expect(dmOf(again)?.window.loadingOlder).toBe(true);
    const [, , third, fourth] = world.server.messagesOf(DM);
    if (third === undefined || fourth === undefined) throw new Error("There are no messages.");
    world.server.remove("ben", DM, third.messageId);
    world.server.edit("ben", DM, fourth.messageId, "edited meanwhile");
    await deliver(world, (channel) => channel.includes("/message "));
    await world.settle();
    await loading;
    expect(bodiesOf(again)).toHaveLength(10);
    expect(bodiesOf(again)?.slice(0, 2)).toEqual(["", "edited meanwhile"]);
    expectEqualToServer(again.client.getState(), world.server, "ada");
  });

  describe("that arrive late, of a page before what is held by then", () => {
    const BEN_ADDS_ADA = { userId: "ada", name: "ADA", avatarUrl: null, role: "member" } as const;

    /** Ada waits for older messages of a group of ben's; their answer comes when `end` is called. */
    async function awaitOlder() {
      const world = new World();
      world.server.historyPage = 5;
      const { id } = world.server.createGroup("ben", "Garden", ["ada"]);
      const write = (count: number) => {
        for (let n = 0; n < count; n += 1) world.server.send("ben", id, crypto.randomUUID(), "text");
      };
      write(12);
      const ada = await world.live("ada");
      await open(world, ada, id);
      const loading = ada.client.loadOlder(id);
      await turn();
      for (const channel of world.network.channels()) world.network.deliver(channel);
      const late = world.network.channels();
      expect(late).toHaveLength(1);
      const end = async () => {
        await world.settle();
        await loading;
        expectEqualToServer(ada.client.getState(), world.server, "ada");
        expect(ada.client.getState().conversations.get(id)?.window.messages).toHaveLength(5);
      };
      return { world, ada, id, write, end, deliverRest: () => deliver(world, (channel) => !late.includes(channel)) };
    }

    it("[S4] are not put before the newest page of one who had to start afresh", async () => {
      const { world, ada, write, end, deliverRest } = await awaitOlder();
      world.server.resetRevisions = 4;
      ada.device.cut();
      write(12);
      ada.client.retryNow();
      await deliverRest();
      await end();
    });

    it("[A1] are not put into the group to which I was added again", async () => {
      const { world, ada, id, write, end, deliverRest } = await awaitOlder();
      world.server.administer("ben", id, { type: "member_removed", userId: "ada", name: "ADA" });
      await deliverRest();
      write(12);
      world.server.administer("ben", id, { type: "member_added", ...BEN_ADDS_ADA });
      await deliverRest();
      const opening = ada.client.openConversation(id);
      await deliverRest();
      await opening;
      await end();
    });
  });

  it("says when a page could not be fetched, and fetches it the next time", async () => {
    const { world, ada } = await stage();
    world.server.historyPage = 5;
    say(world, 8);
    world.unplug(ada);
    const again = await world.live("ada");
    await open(world, again, DM);
    again.device.isUnreachable = true;
    const failing = expect(again.client.loadOlder(DM)).rejects.toThrow("Unreachable");
    await world.settle();
    await failing;
    expect(dmOf(again)?.window).toMatchObject({ olderFailed: true, loadingOlder: false });
    again.device.isUnreachable = false;
    void again.client.loadOlder(DM);
    void again.client.loadOlder(DM);
    await world.settle();
    expect(dmOf(again)?.window).toMatchObject({ olderFailed: false, reachedStart: true });
    expect(again.device.seen.filter((request) => request.includes("before="))).toHaveLength(1);
    expectEqualToServer(again.client.getState(), world.server, "ada");
  });
});
