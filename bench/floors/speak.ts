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

/** Listens on a free port of the loopback interface, or the given one, and returns it. Nothing is made for each connection. */
export function listen(speaker: Speaker, port = 0): Promise<number> {
  const server = new WebSocketServer({ host: "127.0.0.1", port, backlog: BACKLOG, perMessageDeflate: false });

  function hear(this: WebSocket, data: Buffer): void {
    if (data[0] !== ZERO + 4) return;
    if (data[1] === ZERO + 2) speaker.onEvent?.(this, data);
    else if (data[1] === ZERO) welcome(this, data);
  }
  async function welcome(socket: WebSocket, data: Buffer): Promise<void> {
    const { token } = JSON.parse(data.toString("utf8", 2)) as { token: string };
    const ready = await speaker.onConnect(socket, token);
    socket.send('40{"sid":"bare"}');
    socket.send(`42${JSON.stringify(["ready", ready ?? {}])}`);
  }

  server.on("connection", (socket) => {
    socket.on("error", ignore);
    socket.on("message", hear);
    socket.send(OPEN);
  });
  return new Promise((resolve) => {
    server.once("listening", () => resolve((server.address() as AddressInfo).port));
  });
}

function ignore(): void {}
