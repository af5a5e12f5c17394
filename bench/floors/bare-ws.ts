/**
 * The floor of the transport: receive, acknowledge, write one frame, built once, to everyone else in the group. No database, no
 * framework, no checks. The token a connection comes with is the name of its group.
 */
import type { Socket } from "node:net";
import { serveCalls } from "@oschat/test-kit/serve-calls";
import type { WebSocket } from "ws";
import { listen } from "./speak.ts";

/** About as long as a message of the product on the wire. */
const MESSAGE = `42["message:new",${JSON.stringify({ body: "x".repeat(620) })}]`;
const FRAME = frameOf(MESSAGE);
const ZERO = 0x30;

const groups = new Map<string, Set<Grouped>>();
type Grouped = WebSocket & { group?: Set<Grouped> };

serveCalls({
  listen: () =>
    listen({
      onConnect(socket: Grouped, name) {
        const group = groups.get(name) ?? new Set();
        groups.set(name, group.add(socket));
        socket.group = group;
        socket.on("close", leave);
      },
      onEvent(socket: Grouped, data) {
        socket.send(`43${idOf(data)}[{}]`);
        for (const other of socket.group ?? []) if (other !== socket) rawSocketOf(other).write(FRAME);
      },
    }),
});

function leave(this: Grouped): void {
  this.group?.delete(this);
}

/** `ws` has no public way to write a frame that is built already. */
function rawSocketOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}

function idOf(data: Buffer): string {
  let end = 2;
  for (let digit = data[end] ?? 0; digit >= ZERO && digit <= ZERO + 9; digit = data[end] ?? 0) end += 1;
  return data.toString("latin1", 2, end);
}

/** A whole text frame from a server; the payload has between 126 and 65,535 bytes. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}
