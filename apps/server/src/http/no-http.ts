/** The answer to bytes that are no HTTP, or not within its bounds: said as every refusal is, and the connection is closed. */

import type { Socket } from "node:net";
import { type ErrorCode, Refusal } from "@oschat/protocol";

const CODES: Record<string, ErrorCode> = { HPE_HEADER_OVERFLOW: "too_large" };

/** @param headers of every such answer */
export function answerNoHttp(headers: Record<string, string>, error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const refusal = new Refusal(CODES[error.code ?? ""] ?? "invalid_request");
  const body = JSON.stringify(refusal.toWire());
  const lines = [
    `HTTP/1.1 ${refusal.status} Refused`,
    "connection: close",
    "content-type: application/json; charset=utf-8",
  ];
  lines.push(`content-length: ${Buffer.byteLength(body)}`);
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
