import { type EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Server, Socket } from "socket.io";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { shedSetUp, shedSpares } from "./idle-connection.ts";
import { createSocketServer } from "./socket-server.ts";

const http = createServer();
const onAny = () => {};
const MASK_BYTES = 4;
let io: Server;

beforeAll(async () => {
  const admission = { refuse: async () => null, applicantOf: () => ({ address: "", token: null, hasPaid: false }) };
  io = createSocketServer(http, { admission, allowedOrigins: new Set(), publicUrl: "http://localhost:3000" });
  io.engine.on("connection", shedSetUp);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
});
afterAll(async () => {
  await io.close();
  http.close();
});

async function connect(): Promise<{ socket: Socket; client: WebSocket }> {
  const { port } = http.address() as AddressInfo;
  const connected = once(io, "connection") as Promise<[Socket]>;
  const client = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  client.once("open", () => client.send("40"));
  const [socket] = await connected;
  return { socket, client };
}

/** Of the last frame that came, where `ws` keeps it. */
function maskOf({ conn }: Socket): Uint8Array {
  const { socket } = conn.transport as unknown as { socket: { _receiver: { _mask: Uint8Array } } };
  return socket._receiver._mask;
}

function wrappersOf(emitter: EventEmitter): unknown[] {
  return emitter.eventNames().flatMap((name) => emitter.rawListeners(name).filter((one) => "listener" in one));
}

describe("an idle connection", () => {
  it("keeps no wrappers of listeners, and whoever waits for its end hears of it once", async () => {
    const { socket, client } = await connect();
    const { conn } = socket;
    expect(wrappersOf(conn)).toEqual([]);
    expect(wrappersOf(conn.transport as unknown as EventEmitter)).toEqual([]);
    const closes: unknown[] = [];
    conn.on("close", (reason) => closes.push(reason));
    const disconnected = once(socket, "disconnect");
    client.terminate();
    await disconnected;
    expect(closes).toEqual(["transport close"]);
    expect(io.engine.clientsCount).toBe(0);
    expect(conn.transport.eventNames()).toEqual(["error"]);
  });

  it("shares what it does not need, under the names that Socket.IO and Engine.IO know", async () => {
    const { socket, client } = await connect();
    const { cleanupFn } = socket.conn as unknown as { cleanupFn: unknown[] };
    expect(cleanupFn).toEqual([expect.any(Function)]);
    expect((socket as unknown as { acks: unknown }).acks).toBeInstanceOf(Map);
    expect(maskOf(socket).buffer.byteLength).toBeGreaterThan(MASK_BYTES);
    socket.onAny(onAny);
    shedSpares(socket);
    expect(socket.listenersAny()).toEqual([onAny]);
    expect(() => socket.emit("question", () => {})).toThrow("not asked");
    expect(maskOf(socket).buffer.byteLength).toBe(MASK_BYTES);
    client.send('431["an answer to nothing"]');
    client.send('42["still","served"]');
    expect(await once(socket, "still")).toEqual(["served"]);
    client.terminate();
  });
});
