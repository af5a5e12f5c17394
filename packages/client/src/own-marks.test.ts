import { Refusal } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { dmId } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

const DM = dmId("ada", "ben");
const ASK = `PATCH /conversations/${DM}/own`;

/** Ada has read four of five texts by Ben. */
async function stage(): Promise<{ world: World; ada: Person }> {
  const world = new World();
  world.server.createDm("ada", "ben");
  for (let index = 1; index <= 5; index += 1) world.server.send("ben", DM, `ben-${index}`, `text ${index}`);
  world.server.markRead("ada", DM, 4);
  const ada = await world.live("ada");
  const opening = ada.client.openConversation(DM);
  await world.settle();
  await opening;
  return { world, ada };
}

const shown = ({ client }: Person) => client.getState().conversations.get(DM)?.summary;
const asked = ({ device }: Person) => device.seen.filter((seen) => seen === ASK).length;

describe("own marks", () => {
  it("[R2] show at once, count from there, and reach the server and my other device", async () => {
    const { world, ada } = await stage();
    const phone = await world.live("ada");
    ada.client.markUnread(DM, 3);
    ada.client.setMuted(DM, true);
    expect(shown(ada)).toMatchObject({ muted: true, unreadFrom: 3, unread: 3, lastReadSeq: 4 });
    await world.pass(1_000);
    expect(asked(ada)).toBe(1);
    expect(shown(phone)).toMatchObject({ muted: true, unreadFrom: 3, unread: 3 });
    for (const { client } of [ada, phone]) expectEqualToServer(client.getState(), world.server, "ada");
  });

  it("[R2] stay while one reads on, and go with an own message", async () => {
    const { world, ada } = await stage();
    ada.client.markUnread(DM, 3);
    ada.client.markRead(DM, 5);
    await world.pass(1_000);
    expect(shown(ada)).toMatchObject({ lastReadSeq: 5, unreadFrom: 3, unread: 3 });
    ada.client.send(DM, "an answer");
    expect(shown(ada)?.unreadFrom).toBeNull();
    await world.pass(1_000);
    expect(shown(ada)).toMatchObject({ unreadFrom: null, unread: 0 });
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[R2] made without a network are told later, also when the program ended meanwhile", async () => {
    const { world, ada } = await stage();
    ada.client.setNetwork(false);
    ada.client.markUnread(DM, 2);
    ada.client.setMuted(DM, true);
    await world.pass(1_000);
    await ada.client.stop();
    const again = world.person("ada", { storage: ada.storage });
    await again.client.start();
    expect(shown(again)).toMatchObject({ muted: true, unreadFrom: 2, unread: 4 });
    await world.pass(1_000);
    expect(world.server.summary("ada", DM)).toMatchObject({ muted: true, unreadFrom: 2, unread: 4 });
    expectEqualToServer(again.client.getState(), world.server, "ada");
  });

  it("[R2] of the latest wish count, also when another is on its way", async () => {
    const { world, ada } = await stage();
    ada.client.setMuted(DM, true);
    const until = world.clock.now() + 50;
    while (world.clock.step(until - world.clock.now())) await new Promise<void>((resolve) => setImmediate(resolve));
    ada.client.setMuted(DM, false);
    expect(shown(ada)?.muted).toBe(false);
    await world.pass(2_000);
    expect(asked(ada)).toBe(2);
    expect(shown(ada)?.muted).toBe(false);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[R2] that the server refuses are taken back", async () => {
    const { world, ada } = await stage();
    world.server.changeOwnMarks = () => {
      throw new Refusal("invalid_request");
    };
    ada.client.markUnread(DM, 1);
    await world.pass(1_000);
    expect(shown(ada)).toMatchObject({ unreadFrom: null, unread: 1 });
  });

  it("[S5] [R2] of another device that went unheard are found by the next digest", async () => {
    const { world, ada } = await stage();
    const { emit } = world.server;
    world.server.emit = () => {};
    world.server.changeOwnMarks("ada", DM, { muted: true, unreadFrom: 1 });
    world.server.emit = emit;
    await world.settle();
    expect(shown(ada)?.muted).toBe(false);
    await world.pass(21_000);
    expect(shown(ada)).toMatchObject({ muted: true, unreadFrom: 1, unread: 5 });
  });

  it("[R2] begin anew for who was taken out and added again while away", async () => {
    const { world, ada } = await stage();
    const { id } = world.server.createGroup("ben", "Garden", ["ada"]);
    await world.settle();
    for (const isMuted of [true, false, true]) {
      ada.client.setMuted(id, isMuted);
      await world.pass(1_000);
    }
    ada.client.setNetwork(false);
    world.server.administer("ben", id, { type: "member_removed", userId: "ada", name: "ADA" });
    const again = { type: "member_added", userId: "ada", name: "ADA", avatarUrl: null, role: "member" } as const;
    world.server.administer("ben", id, again);
    ada.client.setNetwork(true);
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });
});
