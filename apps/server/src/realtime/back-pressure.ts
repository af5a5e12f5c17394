/**
 * What one client does not read is bounded (B1): a connection that lags too far is cut, and the client catches up by itself. Who
 * lags for a moment is let be up to a hard limit, which holds at every write; who still lags at the next look is cut much sooner.
 */
import { LIMITS } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import type { Log } from "../log.ts";

const LOOK_INTERVAL_MS = 1_000;
const MAX_WAITING_PACKETS = 2_000;
/** So few packets are answers rather than a backlog, and one page of catch-up may be larger than the limit for a backlog. */
const FEW_PACKETS = 20;
/** Whatever it is, with what is already on its way, at any moment. */
const MAX_BYTES_IN_ALL = 16 * LIMITS.unreadBufferBytes;
/** What waits is added up anew whenever it has grown by so many packets. */
const ADD_UP_EVERY = 64;

type Connection = Socket["conn"];

/** The parts of Engine.IO's connection that tell how much is waiting, there and in the WebSocket below it. */
interface WaitingBuffer {
  id: string;
  writeBuffer: ReadonlyArray<{ data?: unknown }>;
  transport: { socket?: { bufferedAmount?: number; terminate?(): void } };
}

export interface BackPressure {
  /** Writes packets that wait their turn, and cuts the connection if that is too much. */
  write(connection: Connection, packets: readonly string[]): void;
  /** Cuts the connection if what was written to it is too much. For what may be large. */
  check(connection: Connection): void;
  /** Looks at every connection once a second, signed in or not. Returns how to stop. */
  watch(io: Server): () => void;
}

/** @param onCut is told of every connection that is cut */
export function createBackPressure(log: Log, onCut: () => void): BackPressure {
  function cut(connection: Connection): void {
    const { id, transport } = waitingOf(connection);
    log.warn({ connection: id }, "connection cut: the client does not read");
    onCut();
    connection.close(true);
    // Who does not read hears no goodbye, and what is on its way would be kept until they do.
    transport.socket?.terminate?.();
  }

  function check(connection: Connection): void {
    if (connection.readyState === "open" && isOverflowing(connection)) cut(connection);
  }

  return {
    check,
    write(connection, packets) {
      const before = waitingOf(connection).writeBuffer.length;
      for (const packet of packets) connection.write(packet);
      const after = waitingOf(connection).writeBuffer.length;
      if (Math.floor(before / ADD_UP_EVERY) !== Math.floor(after / ADD_UP_EVERY)) check(connection);
    },
    watch(io) {
      const { clients } = io.engine as unknown as { clients: Record<string, Connection> };
      const timer = setInterval(() => {
        for (const connection of Object.values(clients)) if (isTooFarBehind(connection)) cut(connection);
      }, LOOK_INTERVAL_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

function waitingOf(connection: Connection): WaitingBuffer {
  return connection as unknown as WaitingBuffer;
}

function isTooFarBehind(connection: Connection): boolean {
  const { writeBuffer } = waitingOf(connection);
  if (writeBuffer.length > MAX_WAITING_PACKETS) return true;
  if (writeBuffer.length >= FEW_PACKETS && waitingBytes(connection) > LIMITS.unreadBufferBytes) return true;
  return isOverflowing(connection);
}

function isOverflowing(connection: Connection): boolean {
  const onItsWay = waitingOf(connection).transport.socket?.bufferedAmount ?? 0;
  return waitingBytes(connection) + onItsWay > MAX_BYTES_IN_ALL;
}

function waitingBytes(connection: Connection): number {
  let bytes = 0;
  for (const { data } of waitingOf(connection).writeBuffer) bytes += typeof data === "string" ? data.length : 0;
  return bytes;
}
