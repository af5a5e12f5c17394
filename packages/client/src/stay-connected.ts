/**
 * Runs the connection state machine against a transport: opens and closes sockets, waits between attempts, and notices a
 * socket that never becomes ready. Events of a socket that is no longer the current one are dropped.
 */
import {
  type DownEvent,
  type DownPayload,
  type Ready,
  Refusal,
  type UpAnswer,
  type UpEvent,
  type UpPayload,
} from "@oschat/protocol";
import { backoffMs } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { type ConnectionEvent, HAS_SOCKET, NEXT_STATUS } from "./connection.ts";
import type { ConnectionState, ConnectionStatus, EndReason } from "./state.ts";
import { ConnectionLost, type SocketConnection, type Transport } from "./transport.ts";

const READY_TIMEOUT_MS = 15_000;
/** A connection that lived this long was good: the next failure starts the back-off anew. */
const STABLE_MS = 5_000;

export interface ConnectionDeps {
  transport: Transport;
  clock: Clock;
  random: () => number;
  onState(state: ConnectionState): void;
  /** The socket is subscribed (S2). */
  onReady(ready: Ready): void;
  /** The socket is gone, or about to be replaced. */
  onDown(): void;
  onEvent<E extends DownEvent>(event: E, payload: DownPayload<E>): void;
}

export type StayConnected = ReturnType<typeof stayConnected>;

/** True for the two refusals that mean: sign in again. */
export function endsSession(error: unknown): boolean {
  return error instanceof Refusal && (error.code === "session_ended" || error.code === "not_signed_in");
}

export function stayConnected({ transport, clock, random, onState, onReady, onDown, onEvent }: ConnectionDeps) {
  let status: ConnectionStatus = "starting";
  let socket: SocketConnection | null = null;
  let isOnline = true;
  let attempt = 0;
  let liveSince: number | null = null;
  let lastLiveAt: number | null = null;
  let endReason: EndReason | null = null;
  let cancelTimer = () => {};

  function dispatch(event: ConnectionEvent): void {
    const before = status;
    const next = NEXT_STATUS[before][event];
    if (next === before) return;
    status = next;
    cancelTimer();
    cancelTimer = () => {};
    if (before === "live") leaveLive();
    if (HAS_SOCKET[before] && !HAS_SOCKET[next]) closeSocket();
    const retryAt = next === "waiting" ? waitForRetry() : null;
    if (next === "live") lastLiveAt = liveSince = clock.now();
    onState({ status, retryAt, lastLiveAt, endReason });
    if (next === "connecting") openSocket();
  }

  function leaveLive(): void {
    lastLiveAt = clock.now();
    if (liveSince !== null && lastLiveAt - liveSince >= STABLE_MS) attempt = 0;
    liveSince = null;
  }

  function waitForRetry(): number {
    attempt += 1;
    const delay = backoffMs(attempt, random);
    cancelTimer = clock.after(delay, () => dispatch("retry"));
    return clock.now() + delay;
  }

  function closeSocket(): void {
    const closing = socket;
    socket = null;
    closing?.close();
    onDown();
  }

  function openSocket(): void {
    cancelTimer = clock.after(READY_TIMEOUT_MS, () => dispatch("lost"));
    let isCurrent = () => true;
    const opened = transport.open({
      onEvent(event, payload) {
        if (!isCurrent()) return;
        if (event === "session:ended") {
          endReason = (payload as DownPayload<"session:ended">).reason;
          return dispatch("refused");
        }
        if (event !== "ready") return onEvent(event, payload);
        if (status !== "connecting") return;
        dispatch("ready");
        onReady(payload as Ready);
      },
      onClose({ refused }) {
        if (!isCurrent()) return;
        dispatch(refused === "session_ended" || refused === "not_signed_in" ? "refused" : "lost");
      },
    });
    // A transport may fail before `open` returns; the machine has then moved on and wants no socket.
    if (!HAS_SOCKET[status]) {
      opened.close();
      return;
    }
    socket = opened;
    isCurrent = () => socket === opened;
  }

  /** Watches an answer for the end of the session. */
  async function watched<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (endsSession(error)) dispatch("refused");
      throw error;
    }
  }

  return {
    dispatch,
    status: () => status,
    start: () => dispatch(isOnline ? "started" : "started-offline"),
    setNetwork(nowOnline: boolean): void {
      isOnline = nowOnline;
      if (nowOnline) attempt = 0;
      dispatch(nowOnline ? "network-back" : "network-gone");
    },
    /** Tries at once if it is waiting. */
    retry(): void {
      dispatch("retry");
    },
    request<E extends UpEvent>(event: E, payload: UpPayload<E>): Promise<UpAnswer<E>> {
      if (socket === null || status === "connecting") return Promise.reject(new ConnectionLost("Not connected."));
      return watched(socket.request(event, payload));
    },
    notify<E extends UpEvent>(event: E, payload: UpPayload<E>): void {
      if (status === "live" || status === "catching-up") socket?.notify(event, payload);
    },
    http(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown> {
      return watched(transport.http(method, path, body));
    },
  };
}
