/**
 * A connection is idle most of its life, and there are thousands of them. Once it is up, whatever it only needed to come up is let
 * go: the request, listeners that wait for nothing, and the room that lists of listeners once had.
 */
import type { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket as NetSocket } from "node:net";
import type { Socket } from "socket.io";

type Connection = Socket["conn"];
type Listener = (...args: unknown[]) => void;

/** For Engine.IO's event `connection`, when everyone who serves the connection listens to it. */
export function shedSetUp(connection: Connection): void {
  if (connection.transport.name === "websocket") shedUpgrade(connection);
  // Heavier than all else that an idle connection keeps.
  (connection as { request: IncomingMessage | null }).request = null;
}

/**
 * For an upgrade, Engine.IO makes up a response, which waits for the TCP connection to close and holds the request; listens to
 * errors that are the transport's by now; and to headers, of which a WebSocket has no more.
 */
function shedUpgrade({ request, transport }: Connection): void {
  const tcp: NetSocket = request.socket;
  for (const listener of tcp.rawListeners("close") as Listener[]) {
    if ("listener" in listener) tcp.off("close", listener);
  }
  const { socket: webSocket } = transport as unknown as { socket: EventEmitter };
  for (const listener of webSocket.rawListeners("error").slice(0, -1) as Listener[]) webSocket.off("error", listener);
  transport.removeAllListeners("headers");
  const [first, ...others] = tcp.rawListeners("close") as Listener[];
  if (first !== undefined && others.length > 0) tcp.off("close", first).on("close", first);
  repack(transport);
}

/** Listeners that are registered anew take no more room than they need. */
function repack(emitter: EventEmitter): void {
  const listeners = emitter.eventNames().map((name) => [name, emitter.rawListeners(name) as Listener[]] as const);
  emitter.removeAllListeners();
  for (const [name, ofName] of listeners) for (const listener of ofName) emitter.on(name, listener);
}
