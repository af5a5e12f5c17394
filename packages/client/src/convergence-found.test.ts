/** What the convergence fuzz found, each told once more as a story of its own, so that it stays found when the fuzz changes. */

import type { ConversationSummary } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { marksOf } from "./reducers/own-marks.ts";
import { memoryStorage } from "./storage/memory-storage.ts";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { type Person, World } from "./testing/world.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function deliver(world: World, matches: (channel: string) => boolean): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await turn();
    const channels = world.network.channels().filter(matches);
    quiet = channels.length === 0 ? quiet + 1 : 0;
    for (const channel of channels) world.network.deliver(channel);
  }
}

const isCall = (channel: string) => channel.includes("/http-");
const summaryOf = ({ client }: Person, id: string): ConversationSummary | undefined =>
  client.getState().conversations.get(id)?.summary;

describe("found by the fuzz", () => {
  it("[R1] a marker that the server has not heard of yet stays, also while the conversation is fetched anew", async () => {
    const world = new World();
    const { id } = world.server.createGroup("ben", "Garden", ["ada"]);
    for (const text of ["one", "two", "three"]) world.server.send("ben", id, text, text);
    const ada = await world.live("ada");
    ada.client.markRead(id, 4);
    const markers: (number | undefined)[] = [];
    ada.client.subscribe(() => markers.push(summaryOf(ada, id)?.lastReadSeq));
    const opening = ada.client.openConversation(id);
    await deliver(world, isCall);
    await opening;
    expect(markers.length).toBeGreaterThan(0);
    expect(new Set(markers)).toEqual(new Set([4]));
  });

  it("[A1] the answer to what I did in a group does not bring it back after I was removed", async () => {
    const world = new World();
    const { id } = world.server.createGroup("ben", "Garden", ["ada"]);
    const ada = await world.live("ada");
    const renaming = ada.client.renameGroup(id, "Orchard");
    for (const channel of world.network.channels().filter(isCall)) world.network.deliver(channel);
    world.server.administer("ben", id, { type: "member_removed", userId: "ada", name: "ADA" });
    await deliver(world, (channel) => channel.includes("/conversation "));
    expect(summaryOf(ada, id)).toBeUndefined();
    await world.settle();
    await renaming;
    expectEqualToServer(ada.client.getState(), world.server, "ada");
    expect(ada.device.seen.filter((request) => request === "sync:heads")).toHaveLength(1);
  });

  it("[S6] a message acknowledged before the server went back is sent again, whatever is fetched before reconnecting", async () => {
    const world = new World();
    const { id } = world.server.createGroup("ben", "Garden", ["ada"]);
    const ada = await world.live("ada");
    const backup = world.server.backup();
    const clientMsgId = ada.client.send(id, "still mine");
    await deliver(world, (channel) => channel.includes("message:send"));
    expect(ada.client.getState().conversations.get(id)?.outbox).toMatchObject([{ status: "sent", rev: 2 }]);
    world.server.restore(backup);
    ada.device.cut();
    for (const text of ["one", "two", "three"]) world.server.send("ben", id, text, text);
    const opening = ada.client.openConversation(id);
    await deliver(world, isCall);
    await opening;
    await world.pass(2_000);
    expect(world.server.messagesOf(id).map((message) => message.clientMsgId)).toContain(clientMsgId);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S3] what a device held before it knew whose it is does not come back after a later start", async () => {
    const world = new World();
    const storage = memoryStorage();
    const conversation = { ...world.server.createDm("ada", "dan") };
    const { members, ...summary } = conversation;
    const window = { messages: [], reachedStart: true, loaded: true, loadingOlder: false, olderFailed: false };
    await storage.write({
      putConversations: [
        { id: summary.id, summary, members, window, cursor: 0, own: { confirmed: marksOf(summary), wished: null } },
      ],
    });
    world.server.data.conversations.clear();
    const ada = await world.live("ada", { storage });
    await ada.client.stop();
    expect((await storage.read()).conversations).toEqual([]);
  });
});
