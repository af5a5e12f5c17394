import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { GatheringTransport } from "./gathering-transport.ts";
import { encodeEvent, encodeFrames } from "./packets.ts";

const BIG = "x".repeat(60_000);

let peer: WebSocket;
let transport: GatheringTransport;
let heard: string[];
let close: () => void;

beforeEach(async () => {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  peer = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  heard = [];
  peer.on("message", (data) => heard.push(String(data)));
  const [[websocket, request]] = await Promise.all([once(server, "connection"), once(peer, "open")]);
  transport = new GatheringTransport(Object.assign(request, { websocket, _query: { EIO: "4" } }));
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

function send(data: string): void {
  transport.send([{ type: "message", data }]);
}

/** Sends until a packet has to wait. Returns how many were sent, that one included. */
function sendUntilLagging(): number {
  for (let count = 1; ; count += 1) {
    send(BIG);
    if (!transport.writable) return count;
  }
}

describe("a gathering transport", () => {
  it("keeps the order of what is sent, whichever way", async () => {
    send("1");
    transport.writeFrames(encodeFrames(["2", "3"]));
    send("4");
    await untilHeard(4);
    transport.writeFrames(encodeFrames(["5"]));
    send("6");
    await untilHeard(6);
    expect(heard).toEqual(["41", "42", "43", "44", "45", "46"]);
  });

  it("holds what is sent until the end of the turn, and takes more meanwhile", async () => {
    const { socket } = transport;
    expect(transport.isGathering).toBe(false);
    send("1");
    expect([transport.isGathering, transport.writable]).toEqual([true, true]);
    expect(socket.bufferedAmount).toBeGreaterThan(0);
    await turn();
    expect(transport.isGathering).toBe(false);
    expect(socket.bufferedAmount).toBe(0);
  });

  it("[B1] lets the sender wait when the peer does not read, and takes no frames past what waits", async () => {
    peer.pause();
    const count = sendUntilLagging();
    expect(transport.writeFrames(encodeFrames(["early"]))).toBe(false);
    const ready = once(transport, "ready");
    peer.resume();
    await ready;
    expect(transport.writable).toBe(true);
    await untilHeard(count);
    expect(transport.writeFrames(encodeFrames(["late"]))).toBe(true);
    await untilHeard(count + 1);
    expect(heard.at(-1)).toBe("4late");
    expect(new Set(heard.slice(0, -1))).toEqual(new Set([`4${BIG}`]));
  });

  it("takes nothing once it is closing, and says goodbye after what is gathered", async () => {
    send("last");
    const closed = once(transport, "close");
    transport.close();
    expect(transport.writeFrames(encodeFrames(["too late"]))).toBe(false);
    await once(peer, "close");
    expect(heard).toEqual(["4last"]);
    await closed;
    expect(transport.readyState).toBe("closed");
  });

  it("hands on what the peer sends, and what goes wrong", async () => {
    const packet = once(transport, "packet");
    peer.send("4hello");
    expect(await packet).toEqual([{ type: "message", data: "hello" }]);
    const failed = once(transport, "error");
    transport.socket.emit("error", new Error("broken frame"));
    expect(await failed).toMatchObject([{ message: "broken frame", type: "TransportError" }]);
  });
});

describe("frames", () => {
  it("are what a WebSocket reads, at every length of their head", async () => {
    const packets = [0, 1, 124, 125, 126, 65_534, 65_535, 65_536].map((length) => "é".repeat(length));
    expect(transport.writeFrames(encodeFrames(packets))).toBe(true);
    await untilHeard(packets.length);
    expect(heard).toEqual(packets.map((packet) => `4${packet}`));
  });

  it("carry an event as Socket.IO writes it", () => {
    expect(encodeEvent("message:new", { body: 'a "b"' })).toBe(String.raw`2["message:new",{"body":"a \"b\""}]`);
  });
});
