import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo, Socket as NetSocket } from "node:net";
import { Refusal } from "@oschat/protocol";
import { pino } from "pino";
import type { Socket } from "socket.io";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, Authenticator } from "../http/authentication.ts";
import { createBudgets } from "../http/budgets.ts";
import { createAddressReader } from "../http/client-address.ts";
import { createCountingInMemory } from "../http/counting.ts";
import { createAdmission } from "./admission.ts";
import { authenticateHandshakes } from "./handshake.ts";
import { createListeners } from "./listeners.ts";
import { createSocketServer } from "./socket-server.ts";

const TOKEN = "header.claims.signature";
const COOKIE = `theme=dark; oschat_session=${TOKEN}`;
const ORIGIN = "http://localhost:3000";
const ADA: Actor = {
  user: { id: "ada", email: "ada@example.org", name: "Ada", avatarUrl: null },
  sessionId: "one",
  expiresAt: new Date(),
};
/** The text frame `40`, by which a client asks to be let in. */
const LET_ME_IN = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);

const http = createServer();
const authenticator: Authenticator = {
  authenticate: async (token) => {
    if (token !== TOKEN) throw new Refusal("not_signed_in");
    return ADA;
  },
  hasIssued: async (token) => token === TOKEN,
  isLive: async () => true,
  onSessionsEnded: () => {},
};
const log = pino({ level: "silent" });
const budgets = createBudgets(null, ({ seconds }) => createCountingInMemory(seconds), log);
const admission = createAdmission({
  authenticator,
  budgets,
  addressOf: createAddressReader(0),
  allowedOrigins: new Set([ORIGIN]),
  publicUrl: ORIGIN,
  log,
});
const io = createSocketServer(http, { admission, allowedOrigins: new Set([ORIGIN]), publicUrl: ORIGIN });
const opened: NetSocket[] = [];
let port: number;

beforeAll(async () => {
  authenticateHandshakes(io, {
    authenticator,
    admission,
    listeners: createListeners(),
    budgets,
    socketsPerPerson: 10,
    log,
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  port = (http.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const socket of opened) socket.destroy();
  await io.close();
  http.close();
});

async function openWebSocket(headers: Record<string, string>): Promise<NetSocket> {
  const upgrade = request({
    port,
    path: "/socket.io/?EIO=4&transport=websocket",
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    },
  }).end();
  const [, socket] = (await once(upgrade, "upgrade")) as [unknown, NetSocket];
  opened.push(socket);
  socket.write(LET_ME_IN);
  return socket;
}

async function openPolling(headers: Record<string, string>): Promise<void> {
  const url = `http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url, { headers })).text()).slice(1)) as { sid: string };
  await fetch(`${url}&sid=${sid}`, { method: "POST", body: "40" });
}

describe("a handshake", () => {
  it.each([
    ["a WebSocket", () => openWebSocket({ cookie: COOKIE, origin: ORIGIN })],
    ["long polling", () => openPolling({ cookie: COOKIE })],
  ])("over %s knows the person by the cookie, and keeps nothing of the request", async (_, open) => {
    const connected = once(io, "connection") as Promise<[Socket]>;
    await open();
    const [socket] = await connected;
    expect(socket.data.actor).toBe(ADA);
    expect(socket.request).toBeNull();
    expect(JSON.stringify(socket.handshake)).not.toContain(TOKEN);
    socket.disconnect(true);
  });

  it("leaves nobody who waits for a WebSocket to close but those who serve it", async () => {
    const connected = once(io, "connection") as Promise<[Socket]>;
    const client = await openWebSocket({ cookie: COOKIE, origin: ORIGIN });
    const [socket] = await connected;
    const { _socket: tcp } = (socket.conn.transport as unknown as { socket: { _socket: NetSocket } }).socket;
    expect(tcp.rawListeners("close").filter((listener) => "listener" in listener)).toEqual([]);
    const disconnected = once(socket, "disconnect");
    client.destroy();
    expect(await disconnected).toEqual(["transport close", undefined]);
  });

  it("{C1} does not take the cookie of a WebSocket that names no origin", async () => {
    const client = await openWebSocket({ cookie: COOKIE });
    let heard = "";
    client.on("data", (chunk) => {
      heard += chunk;
    });
    await expect.poll(() => heard).toContain('44{"message":"not_signed_in"');
  });
});
