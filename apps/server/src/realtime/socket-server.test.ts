import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo, Socket as NetSocket } from "node:net";
import type { Server, Socket } from "socket.io";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSocketServer } from "./socket-server.ts";

const SOON_MS = 100;
/** The text frame `40`, by which a client asks to be let in. */
const LET_ME_IN = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);

const http = createServer();
const opened: NetSocket[] = [];
let io: Server;
let engine: { opts: Record<string, unknown> };

beforeAll(async () => {
  const admission = { refuse: async () => null, applicantOf: () => ({ address: "", token: null, hasPaid: false }) };
  io = createSocketServer(http, { admission, allowedOrigins: new Set(), publicUrl: "http://localhost:3000" });
  engine = io.engine as unknown as typeof engine;
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
});
afterAll(async () => {
  for (const socket of opened) socket.destroy();
  await io.close();
  http.close();
});

async function openWebSocket(): Promise<NetSocket> {
  const { port } = http.address() as AddressInfo;
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  const upgrade = request({ port, path: "/socket.io/?EIO=4&transport=websocket", headers }).end();
  const [, socket] = (await once(upgrade, "upgrade")) as [unknown, NetSocket];
  opened.push(socket);
  return socket.resume();
}

describe("the socket server", () => {
  it("{C7} recovers no connection state: who comes back is asked anew who they are", () => {
    expect((io as unknown as { opts: object }).opts).not.toHaveProperty("connectionStateRecovery");
  });

  it("{C8, C9} takes frames of 64 kB at most, and compresses nothing", () => {
    const { maxHttpBufferSize, perMessageDeflate, httpCompression } = engine.opts;
    expect([maxHttpBufferSize, perMessageDeflate, httpCompression]).toEqual([65_536, false, false]);
  });

  it("{C13} waits ten seconds for a handshake, and forty for a sign of life", () => {
    const { pingInterval, pingTimeout } = engine.opts;
    expect([io.connectTimeout(), pingInterval, pingTimeout]).toEqual([10_000, 25_000, 15_000]);
  });

  it("{C13} closes a connection that never asks to be let in", async () => {
    const usual = io.connectTimeout();
    io.connectTimeout(SOON_MS);
    const connected = once(io.engine, "connection") as Promise<[Socket["conn"]]>;
    await openWebSocket();
    io.connectTimeout(usual as number);
    const [connection] = await connected;
    expect(await once(connection, "close")).toContain("forced close");
  });

  it("{C13} closes a connection that answers no ping", async () => {
    const { pingInterval, pingTimeout } = engine.opts;
    Object.assign(engine.opts, { pingInterval: SOON_MS, pingTimeout: SOON_MS });
    const connected = once(io, "connection") as Promise<[Socket]>;
    (await openWebSocket()).write(LET_ME_IN);
    const [socket] = await connected;
    expect(await once(socket, "disconnect")).toContain("ping timeout");
    Object.assign(engine.opts, { pingInterval, pingTimeout });
  });
});
