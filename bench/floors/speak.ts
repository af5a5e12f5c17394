/** As much of Socket.IO's wire as the load client needs, on `ws` alone: what connecting costs without a framework. */
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

const ZERO = 0x30;
const BACKLOG = 4_096;
const OPEN = `0${JSON.stringify({ sid: "bare", upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 65_536 })}`;

export interface Speaker {
  /** The token that a connection came with. Whatever this resolves with is what `ready` says. */
  onConnect(socket: WebSocket, token: string): Promise<unknown> | unknown;
  /** A `42<id>[…]` message, whole. */
  onEvent?(socket: WebSocket, data: Buffer): void;
}

/** Listens on a free port of the loopback interface, and returns it. */
export function listen(speaker: Speaker, port = 0): Promise<number> {
  const server = new WebSocketServer({ host: "127.0.0.1", port, backlog: BACKLOG, perMessageDeflate: false });
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    socket.on("message", (data: Buffer) => {
      if (data[0] === ZERO + 4 && data[1] === ZERO + 2) speaker.onEvent?.(socket, data);
      else if (data[0] === ZERO + 4 && data[1] === ZERO) welcome(socket, data);
    });
    socket.send(OPEN);
  });
  const welcome = async (socket: WebSocket, data: Buffer) => {
    const { token } = JSON.parse(data.toString("utf8", 2)) as { token: string };
    const ready = await speaker.onConnect(socket, token);
    socket.send('40{"sid":"bare"}');
    socket.send(`42${JSON.stringify(["ready", ready ?? {}])}`);
  };
  return new Promise((resolve) => {
    server.once("listening", () => resolve((server.address() as AddressInfo).port));
  });
}
