/** What one client does not read is bounded (B1): a connection that lags too far is cut, and the client catches up by itself. */
import { LIMITS } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import type { Log } from "../log.ts";

const SWEEP_INTERVAL_MS = 1_000;
const MAX_WAITING_PACKETS = 2_000;
const PACKETS_WORTH_WEIGHING = 20;

/** The parts of Engine.IO's connection that tell how much is waiting. */
interface WaitingBuffer {
  writeBuffer: ReadonlyArray<{ data?: unknown }>;
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
  const { writeBuffer } = socket.conn as unknown as WaitingBuffer;
  if (writeBuffer.length < PACKETS_WORTH_WEIGHING) return false;
  if (writeBuffer.length > MAX_WAITING_PACKETS) return true;
  let bytes = 0;
  for (const { data } of writeBuffer) bytes += typeof data === "string" ? data.length : 0;
  return bytes > LIMITS.unreadBufferBytes;
}
