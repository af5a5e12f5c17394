/**
 * The transport for a real server: one Socket.IO connection per `open`, never reconnecting by itself, as the engine's own state
 * machine does that. WebSocket first, long polling where a proxy does not let it through.
 */
import { DOWN_EVENTS, type DownPayload, type UpAnswer } from "@oschat/protocol";
import { io } from "socket.io-client";
import { ConnectionLost, type SocketConnection, type SocketHandlers, type Transport } from "../transport.ts";
import { fetchHttp, refusalFrom, type ServerAddress } from "./http.ts";

const ANSWER_TIMEOUT_MS = 10_000;
/** Comparing heads is also how a connection is found out that died without a word: its answer is small and quick. */
const HEADS_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** A {@link Transport} to the server at `baseUrl`. */
export function socketIoTransport(address: ServerAddress): Transport {
  return { http: fetchHttp(address), open: (handlers) => openSocket(address, handlers) };
}

function openSocket(
  { baseUrl, token, credentials = false }: ServerAddress,
  handlers: SocketHandlers,
): SocketConnection {
  const socket = io(baseUrl === "" ? "/" : baseUrl, {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnection: false,
    forceNew: true,
    timeout: CONNECT_TIMEOUT_MS,
    withCredentials: credentials,
    ...(token === undefined ? {} : { auth: { token } }),
  });
  let isOver = false;

  function end(refused: string | null): void {
    if (isOver) return;
    isOver = true;
    socket.close();
    handlers.onClose({ refused });
  }

  for (const event of DOWN_EVENTS) {
    socket.on(event, (payload: DownPayload<typeof event>) => {
      if (!isOver) handlers.onEvent(event, payload);
    });
  }
  socket.on("connect_error", (error) => end(codeOf(error)));
  socket.on("disconnect", () => end(null));

  return {
    async request(event, payload) {
      if (!socket.connected) throw new ConnectionLost("Not connected.");
      const answer: unknown = await socket
        .timeout(event === "sync:heads" ? HEADS_TIMEOUT_MS : ANSWER_TIMEOUT_MS)
        .emitWithAck(event, payload)
        .catch((error: unknown) => {
          throw new ConnectionLost("No answer came.", { cause: error });
        });
      const refusal = refusalFrom(answer);
      if (refusal !== null) throw refusal;
      return answer as UpAnswer<typeof event>;
    },
    notify(event, payload) {
      if (socket.connected) socket.volatile.emit(event, payload);
    },
    close() {
      isOver = true;
      socket.close();
    },
  };
}

/** The server's code when it refused the handshake; null when the network failed. */
function codeOf(error: Error & { data?: unknown }): string | null {
  const { data } = error;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}
