import { describe, expect, it } from "vitest";
import { dmId } from "./testing/model-server.ts";
import { type Person, World } from "./testing/world.ts";

const DM = dmId("ada", "ben");
const NEW_BEN = { id: "ben", name: "Benedikt", avatarUrl: "https://pictures.example/ben.png" };

/** Ada has a direct message and a group with Ben open, and Ben has written in both. */
async function stage(): Promise<{ world: World; ada: Person; group: string }> {
  const world = new World();
  world.server.createDm("ada", "ben");
  const { id: group } = world.server.createGroup("ada", "Garden", ["ben", "cy"]);
  for (const id of [DM, group]) {
    world.server.send("ben", id, `ben-${id}`, "a text by Ben");
    world.server.send("ada", id, `ada-${id}`, "a text by Ada");
    world.server.send("ben", id, `ben-again-${id}`, "another text by Ben");
  }
  const ada = await world.live("ada");
  for (const id of [DM, group]) {
    const opening = ada.client.openConversation(id);
    await world.settle();
    await opening;
  }
  return { world, ada, group };
}

/** The names and pictures by which Ada's device shows somebody in a conversation. */
function shownAs({ client }: Person, conversationId: string, userId: string) {
  const { summary, members, window } = client.getState().conversations.get(conversationId) ?? {};
  const messages = [...(window?.messages ?? []), ...(summary?.lastMessage ? [summary.lastMessage] : [])];
  const people = [...(members ?? []), ...(summary?.peer ? [summary.peer] : [])].filter(({ id }) => id === userId);
  const shown = [
    ...people.map(({ name, avatarUrl }) => `${name} ${avatarUrl}`),
    ...messages.filter((one) => one.senderId === userId).map((one) => `${one.senderName} ${one.senderAvatar}`),
  ];
  return { places: shown.length, names: [...new Set(shown)] };
}

const asNew = "Benedikt https://pictures.example/ben.png";

describe("a new name or picture", () => {
  it("shows everywhere the person is, and nobody else changes", async () => {
    const { world, ada, group } = await stage();
    const cyBefore = shownAs(ada, group, "cy");
    world.server.emit("ada", "user:updated", NEW_BEN);
    await world.settle();
    expect(shownAs(ada, DM, "ben")).toEqual({ places: 5, names: [asNew] });
    expect(shownAs(ada, group, "ben")).toEqual({ places: 4, names: [asNew] });
    expect(shownAs(ada, group, "cy")).toEqual(cyBefore);
    expect(shownAs(ada, DM, "ada").names).toHaveLength(1);
  });

  it("is still there when the program starts again without a network", async () => {
    const { world, ada, group } = await stage();
    world.server.emit("ada", "user:updated", NEW_BEN);
    await world.pass(1_000);
    await ada.client.stop();
    const again = world.person("ada", { storage: ada.storage });
    again.client.setNetwork(false);
    await again.client.start();
    expect(shownAs(again, DM, "ben").names).toEqual([asNew]);
    expect(shownAs(again, group, "ben").names).toEqual([asNew]);
  });

  it("of my own shows as mine, and is kept", async () => {
    const { world, ada } = await stage();
    const { email } = ada.client.getState().me ?? {};
    world.server.emit("ada", "user:updated", { id: "ada", name: "Ada of late", avatarUrl: null });
    await world.pass(1_000);
    expect(ada.client.getState().me).toEqual({ id: "ada", name: "Ada of late", avatarUrl: null, email });
    expect(shownAs(ada, DM, "ada").names).toEqual(["Ada of late null"]);
    await ada.client.stop();
    const again = world.person("ada", { storage: ada.storage });
    again.client.setNetwork(false);
    await again.client.start();
    expect(again.client.getState().me?.name).toBe("Ada of late");
  });

  it("is the one by which the person types, whatever name the signal was sent under", async () => {
    const { world, ada } = await stage();
    const typing = { conversationId: DM, userId: "ben", userName: "BEN" };
    const typists = () =>
      ada.client
        .getState()
        .conversations.get(DM)
        ?.typing.map(({ userName }) => userName);
    world.server.emit("ada", "typing:start", typing);
    await world.settle();
    world.server.emit("ada", "user:updated", NEW_BEN);
    await world.settle();
    expect(typists()).toEqual(["Benedikt"]);
    world.server.emit("ada", "typing:start", typing);
    await world.settle();
    expect(typists()).toEqual(["Benedikt"]);
  });

  it("leaves conversations without the person the same objects", async () => {
    const { world, ada, group } = await stage();
    const before = ada.client.getState().conversations;
    world.server.emit("ada", "user:updated", { ...NEW_BEN, id: "cy" });
    await world.settle();
    const after = ada.client.getState().conversations;
    expect(after.get(DM)).toBe(before.get(DM));
    expect(after.get(group)?.window).toBe(before.get(group)?.window);
    expect(after.get(group)?.members).not.toBe(before.get(group)?.members);
  });
});
