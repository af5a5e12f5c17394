import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type GatheringWebSocket, GatheringWebSocketServer } from "./gathering-websocket.ts";
import { encodeEvent, encodeFrames } from "./packets.ts";

const BIG = "x".repeat(60_000);

let peer: WebSocket;
let socket: GatheringWebSocket;
let heard: string[];
let close: () => void;

beforeEach(async () => {
  const http = createServer();
  const server = new GatheringWebSocketServer({ server: http, perMessageDeflate: false });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  peer = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  heard = [];
  peer.on("message", (data) => heard.push(String(data)));
  [[socket]] = (await Promise.all([once(server, "connection"), once(peer, "open")])) as unknown as [
    [GatheringWebSocket],
  ];
  close = () => {
    peer.terminate();
    server.close();
    http.close();
  };
});
afterEach(() => close());

async function untilHeard(count: number): Promise<void> {
  while (heard.length < count) await turn();
}

/** Sends until a send has to wait. Returns how many were sent, the waiting one included, and when that one is done. */
function sendUntilLagging(): { count: number; done: Promise<void> } {
  for (let count = 1; ; count += 1) {
    let isDone = false;
    let finish = () => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    socket.send(BIG, () => {
      isDone = true;
      finish();
    });
    if (!isDone) return { count, done };
  }
}

describe("a gathering socket", () => {
  it("keeps the order of what is sent, whichever way", async () => {
    socket.send("1", () => {});
    socket.writeFrames(encodeFrames(["2", "3"]));
    socket.send("4", () => {});
    await untilHeard(4);
    socket.writeFrames(encodeFrames(["5"]));
    socket.send("6", () => {});
    await untilHeard(6);
    expect(heard).toEqual(["1", "42", "43", "4", "45", "6"]);
  });

  it("holds what is sent until the end of the turn", async () => {
    expect(socket.isGathering).toBe(false);
    socket.send("1", () => {});
    expect(socket.isGathering).toBe(true);
    expect(socket.bufferedAmount).toBeGreaterThan(0);
    await turn();
    expect(socket.isGathering).toBe(false);
    expect(socket.bufferedAmount).toBe(0);
  });

  it("[B1] lets the sender wait when the peer does not read, and takes no frames past what waits", async () => {
    peer.pause();
    const { count, done } = sendUntilLagging();
    expect(socket.writeFrames(encodeFrames(["early"]))).toBe(false);
    peer.resume();
    await done;
    await untilHeard(count);
    expect(socket.writeFrames(encodeFrames(["late"]))).toBe(true);
    await untilHeard(count + 1);
    expect(heard.at(-1)).toBe("4late");
    expect(new Set(heard.slice(0, -1))).toEqual(new Set([BIG]));
  });

  it("takes nothing once it is closing, and says goodbye after what is gathered", async () => {
    socket.send("last", () => {});
    socket.close();
    expect(socket.writeFrames(encodeFrames(["too late"]))).toBe(false);
    await once(peer, "close");
    expect(heard).toEqual(["last"]);
  });
});

describe("frames", () => {
  it("are what a WebSocket reads, at every length of their head", async () => {
    const packets = [0, 1, 124, 125, 126, 65_534, 65_535, 65_536].map((length) => "é".repeat(length));
    expect(socket.writeFrames(encodeFrames(packets))).toBe(true);
    await untilHeard(packets.length);
    expect(heard).toEqual(packets.map((packet) => `4${packet}`));
  });

  it("carry an event as Socket.IO writes it", () => {
    expect(encodeEvent("message:new", { body: 'a "b"' })).toBe(String.raw`2["message:new",{"body":"a \"b\""}]`);
  });
});
