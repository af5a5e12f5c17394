/**
 * A connection is idle most of its life, and there are thousands of them. Once it is up, whatever it only needed to come up is let
 * go: the request, listeners that wait for nothing, wrappers of listeners that are called once anyway, and the room that lists
 * have for more.
 */
import type { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "socket.io";
import { GatheringTransport, netSocketOf } from "./gathering-transport.ts";

type Connection = Socket["conn"];
type Listener = (...args: unknown[]) => void;

/** One for all: no client is asked to acknowledge anything, and shared ones would mix up clients. */
class NoAcknowledgements extends Map<number, never> {
  override set(): never {
    throw new Error("clients are not asked for acknowledgements");
  }
}
const NO_ACKNOWLEDGEMENTS = new NoAcknowledgements();

/** For Engine.IO's event `connection`, when everyone who serves the connection listens to it. */
export function shedSetUp(connection: Connection): void {
  const { transport } = connection;
  if (transport instanceof GatheringTransport) shedUpgrade(transport);
  repack(connection);
  trim(connection, "cleanupFn");
  // Heavier than all else that an idle connection keeps.
  (connection as { request: IncomingMessage | null }).request = null;
}

/** For Socket.IO's event `connection`, likewise. */
export function shedSpares(socket: Socket): void {
  const { transport } = socket.conn;
  if (transport instanceof GatheringTransport) shedLastFrame(transport);
  (socket as unknown as { acks: NoAcknowledgements }).acks = NO_ACKNOWLEDGEMENTS;
  trim(socket, "_anyListeners");
}

/** `ws` keeps the last frame's mask as a view on all that came with it: here the frame that signed in, with the token. */
function shedLastFrame({ socket }: GatheringTransport): void {
  const { _receiver: receiver } = socket as unknown as { _receiver: { _mask: Uint8Array } };
  receiver._mask = new Uint8Array(receiver._mask);
}

/**
 * For an upgrade, Engine.IO makes up a response, which waits for the TCP connection to close and holds the request; listens to
 * errors that are the transport's by now; and to headers, of which a WebSocket has no more.
 */
function shedUpgrade(transport: GatheringTransport): void {
  const { socket: webSocket } = transport;
  const tcp = netSocketOf(webSocket);
  for (const listener of tcp.rawListeners("close") as Listener[]) {
    if ("listener" in listener) tcp.off("close", listener);
  }
  for (const listener of webSocket.rawListeners("error").slice(0, -1) as Listener[]) webSocket.off("error", listener);
  transport.removeAllListeners("headers");
  const [first, ...others] = tcp.rawListeners("close") as Listener[];
  if (first !== undefined && others.length > 0) tcp.off("close", first).on("close", first);
  repack(transport);
}

/**
 * Listeners that are registered anew take no more room than they need, and those for one time no wrapper: a connection and its
 * transport close, or fail, but once.
 */
function repack(emitter: EventEmitter): void {
  const listeners = emitter.eventNames().map((name) => [name, emitter.listeners(name) as Listener[]] as const);
  emitter.removeAllListeners();
  for (const [name, ofName] of listeners) for (const listener of ofName) emitter.on(name, listener);
}

/** A list to which one thing was added has room for sixteen more. */
function trim(owner: object, list: string): void {
  const lists = owner as Record<string, unknown[]>;
  lists[list] = [...(lists[list] ?? [])];
}
