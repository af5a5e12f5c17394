import { Refusal } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { dmId } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

const DM = dmId("ada", "ben");
const TEXTS = 60;

/** Ada holds the newest ten of sixty texts. */
async function stage(): Promise<{ world: World; ada: Person }> {
  const world = new World();
  world.server.historyPage = 10;
  world.server.createDm("ada", "ben");
  for (let index = 1; index <= TEXTS; index += 1) world.server.send("ben", DM, `ben-${index}`, `text ${index}`);
  const ada = await world.live("ada");
  await settled(world, ada.client.openConversation(DM));
  return { world, ada };
}

async function settled<T>(world: World, promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  await world.settle();
  return promise;
}

const idOf = (world: World, seq: number) => world.server.messagesOf(DM)[seq - 1]?.messageId ?? "";
const held = ({ client }: Person) => client.getState().conversations.get(DM);
const seqs = (messages: readonly { seq: number }[] | undefined) => [messages?.[0]?.seq, messages?.at(-1)?.seq];

describe("a place in old history", () => {
  it("is shown around its message, beside the window", async () => {
    const { world, ada } = await stage();
    await settled(world, ada.client.openAround(DM, idOf(world, 20)));
    expect(seqs(held(ada)?.excerpt?.messages)).toEqual([15, 24]);
    expect(seqs(held(ada)?.window.messages)).toEqual([51, 60]);
    expect(held(ada)?.excerpt).toMatchObject({ reachedStart: false, aroundId: idOf(world, 20) });
    ada.client.closeExcerpt(DM);
    expect(held(ada)?.excerpt).toBeNull();
  });

  it("loads the conversation itself when nothing of it is held", async () => {
    const world = new World();
    world.server.historyPage = 10;
    world.server.createDm("ada", "ben");
    for (let index = 1; index <= TEXTS; index += 1) world.server.send("ben", DM, `ben-${index}`, `text ${index}`);
    const ada = await world.live("ada");
    await settled(world, ada.client.openAround(DM, idOf(world, 3)));
    expect(held(ada)?.excerpt).toMatchObject({ reachedStart: true });
    expect(held(ada)?.window.loaded).toBe(true);
  });

  it("is no place of its own when the window has the message", async () => {
    const { world, ada } = await stage();
    await settled(world, ada.client.openAround(DM, idOf(world, 20)));
    await settled(world, ada.client.openAround(DM, idOf(world, 55)));
    expect(held(ada)?.excerpt).toBeNull();
  });

  it("becomes part of the window when its page reaches it", async () => {
    const { world, ada } = await stage();
    await settled(world, ada.client.openAround(DM, idOf(world, 47)));
    expect(held(ada)?.excerpt).toBeNull();
    expect(seqs(held(ada)?.window.messages)).toEqual([42, 60]);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[O2] grows in both directions without a hole, until it is one run with the window", async () => {
    const { world, ada } = await stage();
    await settled(world, ada.client.openAround(DM, idOf(world, 20)));
    await settled(world, ada.client.extendExcerpt(DM, "older"));
    expect(seqs(held(ada)?.excerpt?.messages)).toEqual([5, 24]);
    await settled(world, ada.client.extendExcerpt(DM, "older"));
    expect(held(ada)?.excerpt).toMatchObject({ reachedStart: true });
    while (held(ada)?.excerpt !== null) await settled(world, ada.client.extendExcerpt(DM, "newer"));
    expect(held(ada)?.window.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: TEXTS }, (_, n) => n + 1));
    expect(held(ada)?.window.reachedStart).toBe(true);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("becomes part of the window when the window reaches it", async () => {
    const { world, ada } = await stage();
    await settled(world, ada.client.openAround(DM, idOf(world, 35)));
    while (held(ada)?.excerpt !== null) await settled(world, ada.client.loadOlder(DM));
    expect(seqs(held(ada)?.window.messages)).toEqual([30, 60]);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S7] follows edits and deletions, also those that overtake its page", async () => {
    const { world, ada } = await stage();
    const opening = ada.client.openAround(DM, idOf(world, 20));
    const isCall = (channel: string) => channel.includes("/http-") && !channel.endsWith("/answer");
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (const channel of world.network.channels().filter(isCall)) world.network.deliver(channel);
    world.server.edit("ben", DM, idOf(world, 21), "edited meanwhile");
    const news = world.network.channels().filter((channel) => channel.includes("message "));
    for (const channel of news) world.network.deliver(channel);
    await settled(world, opening);
    world.server.remove("ben", DM, idOf(world, 22));
    await world.settle();
    const [edited, deleted] = [21, 22].map((seq) =>
      held(ada)?.excerpt?.messages.find((message) => message.seq === seq),
    );
    expect(edited?.body).toBe("edited meanwhile");
    expect(deleted?.deletedAt).not.toBeNull();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("that does not exist is refused, and nothing changes", async () => {
    const { world, ada } = await stage();
    const before = held(ada);
    const opening = ada.client.openAround(DM, "no-such-message");
    await expect(settled(world, opening)).rejects.toEqual(new Refusal("not_found"));
    expect(held(ada)).toBe(before);
  });

  it("says when more of it could not be fetched, and tries again when asked", async () => {
    const { world, ada } = await stage();
    await settled(world, ada.client.openAround(DM, idOf(world, 20)));
    ada.device.isUnreachable = true;
    await expect(settled(world, ada.client.extendExcerpt(DM, "newer"))).rejects.toThrow("Unreachable");
    expect(held(ada)?.excerpt).toMatchObject({ loadingNewer: false, newerFailed: true });
    ada.device.isUnreachable = false;
    await settled(world, ada.client.extendExcerpt(DM, "newer"));
    expect(seqs(held(ada)?.excerpt?.messages)).toEqual([15, 34]);
  });

  it("is where the latest wish was, whichever answer comes first", async () => {
    const { world, ada } = await stage();
    const first = ada.client.openAround(DM, idOf(world, 10));
    await new Promise<void>((resolve) => setImmediate(resolve));
    const second = ada.client.openAround(DM, idOf(world, 30));
    await settled(world, Promise.all([first, second]));
    expect(held(ada)?.excerpt?.aroundId).toBe(idOf(world, 30));
  });

  it("[S4] gives way when the conversation is taken anew, and is not kept on the device", async () => {
    const { world, ada } = await stage();
    world.server.resetRevisions = 2;
    await settled(world, ada.client.openAround(DM, idOf(world, 20)));
    ada.client.setNetwork(false);
    for (let n = 0; n < 5; n += 1) world.server.edit("ben", DM, idOf(world, 20), `edit ${n}`);
    ada.client.setNetwork(true);
    await world.settle();
    expect(held(ada)?.excerpt).toBeNull();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });
});
