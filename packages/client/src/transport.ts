/** The engine's two ways to the server, as ports: a socket that may break at any time, and plain requests. */
import type { DownEvent, DownPayload, UpAnswer, UpEvent, UpPayload } from "@oschat/protocol";

/** The server could not be reached, or the answer was lost: whether it acted is unknown. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

export interface SocketHandlers {
  /** The transport is open; `ready` follows as an event. */
  onEvent<E extends DownEvent>(event: E, payload: DownPayload<E>): void;
  /** Gone, or never came up. `refused` carries the server's code when it said no (for instance `session_ended`). */
  onClose(reason: { refused: string | null }): void;
}

/** One connection: made by `open`, finished by `onClose` or `close`, never reused. */
export interface SocketConnection {
  /** Rejects with `Refusal` or `ConnectionLost`; never hangs longer than the transport's own time-out. */
  request<E extends UpEvent>(event: E, payload: UpPayload<E>): Promise<UpAnswer<E>>;
  /** Fire and forget; dropped when the connection is not writable. */
  notify<E extends UpEvent>(event: E, payload: UpPayload<E>): void;
  close(): void;
}

export interface Transport {
  open(handlers: SocketHandlers): SocketConnection;
  /**
   * A REST call. `path` begins with a slash. Resolves with the parsed body; rejects with `Refusal` or `ConnectionLost`.
   */
  http(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown>;
}
