import { type Person, startWorld, until, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  bob = await world.person("Bob");
});
afterAll(() => world.stop());

describe("a direct message", () => {
  it("[O1] [I3] reaches the other's engine, in order, numbered from one", async () => {
    const dm = await ada.dmWith(bob);
    const client = await bob.client();
    await until(() => client.getState().connection.status === "live", "Bob is live");
    await client.openConversation(dm.id);
    const acks = [];
    for (const text of ["one", "two", "three"]) acks.push(await ada.say(dm.id, text));
    expect(acks.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(acks.map(({ rev }) => rev)).toEqual([1, 2, 3]);
    const shown = await until(() => {
      const messages = client.getState().conversations.get(dm.id)?.window.messages ?? [];
      return messages.length === 3 && messages;
    }, "Bob sees three messages");
    expect(shown.map(({ body }) => body)).toEqual(["one", "two", "three"]);
  });
});
