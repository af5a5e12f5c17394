import { LIMITS } from "@oschat/protocol";
import type { Socket } from "socket.io";
import { expect, it } from "vitest";
import { createLog } from "../log.ts";
import { createBackPressure } from "./back-pressure.ts";

const MOST_BYTES = 16 * LIMITS.unreadBufferBytes;
const LARGE = "x".repeat(LIMITS.frameBytes);
/** What one look apart of every 64 packets can miss. */
const MISSED_BYTES = 64 * LARGE.length;

/** A connection that takes everything and sends nothing on. */
function stuckConnection() {
  const writeBuffer: { data: string }[] = [];
  function terminate() {
    webSocket.isTerminated = true;
  }
  const webSocket = { bufferedAmount: 0, isTerminated: false, terminate };
  const connection = {
    id: "stuck",
    readyState: "open",
    writeBuffer,
    transport: { socket: webSocket },
    write(data: string) {
      if (connection.readyState === "open") writeBuffer.push({ data });
    },
    close() {
      connection.readyState = "closed";
    },
  };
  return { connection: connection as unknown as Socket["conn"], writeBuffer, webSocket };
}

it("{C12} [B1] cuts who does not read at the hard limit, without waiting for the next look", async () => {
  const { connection, writeBuffer, webSocket } = stuckConnection();
  const backPressure = createBackPressure(await createLog("silent"), () => {});
  for (let count = 0; count < 2_000; count += 1) backPressure.write(connection, [LARGE]);
  expect(writeBuffer.length * LARGE.length).toBeGreaterThan(MOST_BYTES);
  expect(writeBuffer.length * LARGE.length).toBeLessThanOrEqual(MOST_BYTES + MISSED_BYTES);
  expect([connection.readyState, webSocket.isTerminated]).toEqual(["closed", true]);
});

it("{C12} [B1] counts what is on its way, and cuts after an answer that is too much", async () => {
  const { connection, webSocket } = stuckConnection();
  const backPressure = createBackPressure(await createLog("silent"), () => {});
  webSocket.bufferedAmount = MOST_BYTES - 1;
  backPressure.check(connection);
  expect(connection.readyState).toBe("open");
  backPressure.write(connection, [LARGE]);
  backPressure.check(connection);
  expect(connection.readyState).toBe("closed");
});
