/** What one client does not read is bounded (B1): a connection that lags too far is cut, and the client catches up by itself. */
import { LIMITS } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import type { Log } from "../log.ts";

const SWEEP_INTERVAL_MS = 1_000;
const MAX_WAITING_PACKETS = 2_000;
/** So few packets are answers rather than a backlog, and one page of catch-up may be larger than the limit for a backlog. */
const FEW_PACKETS = 20;
/** Whatever it is, and with what is already on its way. */
const MAX_BYTES_IN_ALL = 16 * LIMITS.unreadBufferBytes;

/** The parts of Engine.IO's connection that tell how much is waiting, there and in the WebSocket below it. */
interface WaitingBuffer {
  writeBuffer: ReadonlyArray<{ data?: unknown }>;
  transport: { socket?: { bufferedAmount?: number } };
}

/** Looks at every connection once a second. Returns how to stop. */
export function cutSlowConsumers(io: Server, log: Log): () => void {
  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      if (!isTooFarBehind(socket)) continue;
      log.warn({ socket: socket.id }, "connection cut: the client does not read");
      socket.conn.close(true);
    }
  }, SWEEP_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function isTooFarBehind(socket: Socket): boolean {
  const { writeBuffer, transport } = socket.conn as unknown as WaitingBuffer;
  if (writeBuffer.length > MAX_WAITING_PACKETS) return true;
  let waiting = 0;
  for (const { data } of writeBuffer) waiting += typeof data === "string" ? data.length : 0;
  if (writeBuffer.length >= FEW_PACKETS && waiting > LIMITS.unreadBufferBytes) return true;
  return waiting + (transport.socket?.bufferedAmount ?? 0) > MAX_BYTES_IN_ALL;
}
