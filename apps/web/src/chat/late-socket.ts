/**
 * A way to the server whose socket's code arrives later than the rest: what this device holds is shown before there is a
 * connection. Plain requests go out at once.
 */
import { ConnectionLost, type SocketConnection, type Transport } from "@oschat/client";

/** @param load rejects when the code cannot be had; it is asked again for the next connection */
export function lateSocket(http: Transport["http"], load: () => Promise<Pick<Transport, "open">>): Transport {
  return {
    http,
    open(handlers) {
      let connection: SocketConnection | null = null;
      let isOver = false;
      load().then(
        ({ open }) => {
          if (!isOver) connection = open(handlers);
        },
        () => {
          if (!isOver) handlers.onClose({ refused: null });
        },
      );
      return {
        request: async (event, payload) => {
          if (connection === null) throw new ConnectionLost("Not connected.");
          return connection.request(event, payload);
        },
        notify: (event, payload) => connection?.notify(event, payload),
        close() {
          isOver = true;
          connection?.close();
        },
      };
    },
  };
}
