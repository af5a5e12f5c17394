/** The TCP connections below HTTP and WebSocket: a peer that is gone without a word must not hold up stopping. */
import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface Connections {
  /** Ends whatever is still open after so many milliseconds. */
  destroyAfter(ms: number): void;
}

export function trackConnections(server: Server): Connections {
  const open = new Set<Socket>();
  function forget(this: Socket): void {
    open.delete(this);
  }
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", forget);
  });
  return {
    destroyAfter(ms) {
      setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, ms).unref();
    },
  };
}
