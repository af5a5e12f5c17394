import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { type Person, World } from "./testing/world.ts";

/** Lets a request and its answer through. */
async function done<T>(world: World, answer: Promise<T>): Promise<T> {
  const outcome = answer.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  await world.settle();
  const settled = await outcome;
  if ("error" in settled) throw settled.error;
  return settled.value;
}

async function stage(): Promise<{ world: World; ada: Person; ben: Person }> {
  const world = new World();
  return { world, ada: await world.live("ada"), ben: await world.live("ben") };
}

describe("what people do", () => {
  it("opens a direct message that is there for both when the promise resolves", async () => {
    const { world, ada, ben } = await stage();
    const { id } = await done(world, ada.client.createDm("ben@example.org"));
    expect(ada.client.getState().conversations.get(id)?.window).toMatchObject({ loaded: true, reachedStart: true });
    expect(ben.client.getState().conversations.get(id)?.summary.peer?.name).toBe("ADA");
  });

  it("makes, renames and leaves a group", async () => {
    const { world, ada, ben } = await stage();
    const { id } = await done(world, ada.client.createGroup("Garden", ["ben@example.org"]));
    await done(world, ada.client.renameGroup(id, "Orchard"));
    for (const person of [ada, ben]) {
      expect(person.client.getState().conversations.get(id)?.summary.title).toBe("Orchard");
    }
    await done(world, ben.client.leave(id));
    expect(ben.client.getState().conversations.has(id)).toBe(false);
    expect(ada.client.getState().conversations.get(id)?.summary.memberCount).toBe(1);
    expectEqualToServer(ada.client.getState(), world.server, "ada");
  });

  it("[S1] edits and deletes; the answer and the event of the same change count once", async () => {
    const { world, ada, ben } = await stage();
    const { id } = await done(world, ada.client.createDm("ben@example.org"));
    ada.client.send(id, "first");
    ada.client.send(id, "second");
    await world.settle();
    const [first, second] = world.server.messagesOf(id);
    const edited = await done(world, ada.client.edit(id, first?.messageId ?? "", "edited"));
    expect(edited).toMatchObject({ body: "edited", rev: 3 });
    await done(world, ada.client.remove(id, second?.messageId ?? ""));
    for (const [person, userId] of [
      [ada, "ada"],
      [ben, "ben"],
    ] as const) {
      expectEqualToServer(person.client.getState(), world.server, userId);
    }
    expect(ben.client.getState().conversations.get(id)?.summary.unread).toBe(1);
  });

  it("[E1] rejects with the server's refusal, or with ConnectionLost", async () => {
    const { world, ada } = await stage();
    await expect(done(world, ada.client.openConversation("unknown"))).rejects.toMatchObject({ code: "not_found" });
    await expect(done(world, ada.client.edit("unknown", "m", "x"))).rejects.toMatchObject({ code: "not_found" });
    ada.device.isUnreachable = true;
    ada.client.setNetwork(false);
    await expect(done(world, ada.client.edit("unknown", "m", "x"))).rejects.toMatchObject({ name: "ConnectionLost" });
    await expect(done(world, ada.client.createDm("ben@example.org"))).rejects.toMatchObject({ name: "ConnectionLost" });
  });
});
