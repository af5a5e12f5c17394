/** What a program gets that uses socket.io-client as it comes. */
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

describe("a stock client", () => {
  it("comes back by itself when the server was restarted, and hears what is said then", async () => {
    const { id } = await ada.groupWith("Restarted", bob);
    const socket = await bob.socket();
    const heard: string[] = [];
    socket.on("message:new", ({ body }: { body: string }) => heard.push(body));
    let readies = 0;
    socket.on("ready", () => {
      readies += 1;
    });
    await world.restart();
    await until(() => readies === 1, "Bob's client is back", 20_000);
    await ada.say(id, "after the restart");
    await until(() => heard.includes("after the restart"), "Bob hears it");
    expect(heard.filter((body) => body === "after the restart")).toHaveLength(1);
  });
});
