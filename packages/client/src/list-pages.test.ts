import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { type Person, World } from "./testing/world.ts";

const GROUPS = 9;
const PAGE = 2;
const turn = () => new Promise((resolve) => setImmediate(resolve));

const heldBy = ({ client }: Person) => [...client.getState().conversations.keys()];
const listsAskedBy = ({ device }: Person) => device.seen.filter((request) => request.startsWith("GET /conversations?"));
const askedAlone = ({ device }: Person, id: string) => device.seen.includes(`GET /conversations/${id}`);

/** Ada has read the first page of her list, and the next one is not asked for yet. Her oldest conversation comes first. */
async function afterFirstPage(): Promise<{ world: World; ada: Person; ids: string[] }> {
  const world = new World();
  world.server.listPage = PAGE;
  const ids = Array.from(
    { length: GROUPS },
    (_, index) => world.server.createGroup("ben", `Group ${index}`, ["ada"]).id,
  );
  const ada = world.person("ada");
  await ada.client.start();
  while (heldBy(ada).length === 0) {
    for (const channel of world.network.channels()) world.network.deliver(channel);
    await turn();
  }
  return { world, ada, ids };
}

describe("the first rows", () => {
  it.each([
    ["come", 1],
    ["do not come", 0],
  ])("are awaited on a device that holds nothing, until they %s", async (_, held) => {
    const world = new World();
    world.server.createGroup("ben", "Group", ["ada"]);
    const ada = world.person("ada");
    await ada.client.start();
    let isAwaited = true;
    const awaited = ada.client.whenFirstRows().then(() => {
      isAwaited = false;
    });
    await turn();
    expect(isAwaited).toBe(true);
    if (held === 0) ada.device.loseCalls();
    else await world.settle();
    await awaited;
    expect(heldBy(ada)).toHaveLength(held);
  });
});

describe("the list in pages", () => {
  it("shows what was active last before the rest has come", async () => {
    const { world, ada, ids } = await afterFirstPage();
    expect(heldBy(ada)).toEqual([...ids].reverse().slice(0, PAGE));
    expect(ada.client.getState()).toMatchObject({ listLoaded: false, connection: { status: "catching-up" } });
    await world.settle();
    expect(ada.client.getState()).toMatchObject({ listLoaded: true, connection: { status: "live" } });
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S1] applies what happens in a conversation whose page has come, and opens it, before the rest has", async () => {
    const { world, ada, ids } = await afterFirstPage();
    const newest = ids.at(-1) ?? "";
    const opening = ada.client.openConversation(newest);
    const isOfList = new Set(world.network.channels().filter((channel) => channel.includes("/http")));
    world.server.send("ben", newest, "ben-1", "text");
    for (let step = 0; step < 5; step += 1) {
      await turn();
      for (const channel of world.network.channels()) if (!isOfList.has(channel)) world.network.deliver(channel);
    }
    await opening;
    expect(heldBy(ada)).toHaveLength(PAGE);
    expect(
      ada.client
        .getState()
        .conversations.get(newest)
        ?.window.messages.map(({ body }) => body),
    ).toContain("text");
    await world.settle();
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it.each([
    ["heard of", false],
    ["not heard of", true],
  ])("[S5] gets a conversation that moved to the top meanwhile, which was %s", async (_, isLost) => {
    const { world, ada, ids } = await afterFirstPage();
    const [oldest = ""] = ids;
    world.server.send("ben", oldest, "ben-1", "text");
    if (isLost)
      for (const channel of world.network.channels()) if (channel.includes("/message")) world.network.lose(channel);
    await world.settle();
    expect(askedAlone(ada, oldest)).toBe(true);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[A2] gets the rest when one is gone meanwhile", async () => {
    const { world, ada, ids } = await afterFirstPage();
    const [oldest = ""] = ids;
    world.server.administer("ben", oldest, { type: "member_removed", userId: "ada", name: "ADA" });
    for (const channel of world.network.channels()) if (channel.includes("/conversation")) world.network.lose(channel);
    await world.settle();
    expect(askedAlone(ada, oldest)).toBe(true);
    expect(heldBy(ada)).toHaveLength(GROUPS - 1);
    expect(ada.client.getState().connection.status).toBe("live");
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("goes on with what is missing after a connection that broke meanwhile", async () => {
    const { world, ada } = await afterFirstPage();
    ada.device.isUnreachable = true;
    ada.device.cut();
    await world.settle();
    expect(heldBy(ada)).toHaveLength(PAGE);
    ada.device.isUnreachable = false;
    await world.pass(10_000);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S5] reads no further than to what differs", async () => {
    const world = new World();
    world.server.listPage = PAGE;
    const ids = Array.from(
      { length: GROUPS },
      (_, index) => world.server.createGroup("ben", `Group ${index}`, ["ada"]).id,
    );
    const ada = await world.live("ada");
    ada.client.setNetwork(false);
    for (const id of ids.slice(0, 4)) world.server.send("ben", id, `ben-${id}`, "text");
    const before = listsAskedBy(ada).length;
    ada.client.setNetwork(true);
    await world.settle();
    expect(listsAskedBy(ada).length - before).toBe(1);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });
});
