/** Ending a connection that may come back. */
import type { Socket } from "socket.io";

/**
 * Closes the connection below the socket once what waits for it is written. Stock clients then connect again by themselves; told by a
 * `disconnect` of Socket.IO's own, they would stay away for good.
 */
export function sendAway(socket: Socket): void {
  socket.conn.close();
}
