import { setImmediate as turn } from "node:timers/promises";
import type { Socket } from "socket.io";
import { describe, expect, it } from "vitest";
import { createDelivery } from "./delivery.ts";
import { GatheringTransport } from "./gathering-transport.ts";
import type { Listeners } from "./listeners.ts";

const CROWD = 300;
const TURNS_ENOUGH = 5;

/** A connection that takes whatever it is given, at once. */
function listener() {
  const heard: string[] = [];
  const transport: GatheringTransport = Object.create(GatheringTransport.prototype);
  transport.isGathering = false;
  transport.writeFrames = (frames) => heard.push(String(/u\d/.exec(frames.toString("latin1")))) > 0;
  return { heard, transport, socket: { conn: { transport } } as unknown as Socket };
}

describe("delivery to a crowd", () => {
  it("[O2] never lets an answer's connection overtake what is queued for it", async () => {
    const crowd = Array.from({ length: CROWD }, listener);
    const listeners: Partial<Listeners> = {
      has: () => true,
      forEach: (_audience, visit) => crowd.forEach(({ socket }) => void visit(socket)),
    };
    const delivery = createDelivery(listeners as Listeners, { write: () => {} });
    const deliver = (userId: string) =>
      delivery.deliver("conversation:removed", { conversationId: userId }, { conversation: "crowd" });

    deliver("u1");
    await turn();
    const last = crowd.at(-1);
    if (last === undefined) throw new Error("nobody there");
    expect(last.heard).toEqual([]);
    last.transport.isGathering = true;
    deliver("u2");
    for (let turns = 0; turns < TURNS_ENOUGH; turns += 1) await turn();
    for (const { heard } of crowd) expect(heard).toEqual(["u1", "u2"]);
  });
});
