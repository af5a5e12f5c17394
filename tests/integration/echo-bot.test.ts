import { type Person, startRelay, startWorld, textsOf, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEchoBot } from "../../examples/echo-bot/echo-bot.ts";

let world: World;
let ada: Person;
let bot: Person;
let stopBot: () => Promise<void>;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  bot = await world.person("Echo");
  stopBot = await startEchoBot({ url: world.url, token: bot.token });
});
afterAll(async () => {
  await stopBot();
  await world.stop();
});

describe("the echo bot", () => {
  it("has started when it answers whatever comes next, however slow its connection is", async () => {
    const slow = await world.person("Slow echo");
    const { id } = await ada.dmWith(slow);
    const relay = await startRelay(world.url);
    relay.hold("down");
    let hasStarted = false;
    const starting = startEchoBot({ url: relay.url, token: slow.token });
    starting.then(() => {
      hasStarted = true;
    });
    await ada.say(id, "before it started");
    expect(hasStarted).toBe(false);
    relay.pass();
    const stop = await starting;
    await ada.say(id, "after");
    const client = await whenLive(await ada.client());
    await client.openConversation(id);
    await until(() => textsOf(client, id).length === 3, "it is answered");
    expect(textsOf(client, id)).toEqual(["before it started", "after", "after"]);
    await stop();
    await relay.stop();
  });

  it("[I1] [S5] answers each message once, also across a restart of the server", async () => {
    const { id } = await ada.dmWith(bot);
    const client = await whenLive(await ada.client());
    await client.openConversation(id);
    client.send(id, "one");
    client.send(id, "two");
    await until(() => textsOf(client, id).length === 4, "both are answered");
    await world.restart(async () => {
      client.send(id, "while it was down");
    });
    client.retryNow();
    await until(() => textsOf(client, id).length === 6, "the third is answered", 20_000);
    client.send(id, "the last");
    await until(() => textsOf(client, id).length === 8, "the last is answered");
    expect(textsOf(client, id).sort()).toEqual(
      ["one", "one", "the last", "the last", "two", "two", "while it was down", "while it was down"].sort(),
    );
  });
});
