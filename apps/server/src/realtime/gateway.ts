/**
 * The socket server. A connection is let in, subscribed, told that it is ready (S2), served by the dispatch table, and closed
 * when its session ends (A3) or when it does not read (B1).
 */
import type { ErrorCode } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import type { Actor, Authenticator, SessionEndReason } from "../http/authentication.ts";
import type { Budgets } from "../http/budgets.ts";
import type { Log } from "../log.ts";
import type { Admission } from "./admission.ts";
import type { BackPressure } from "./back-pressure.ts";
import { createDispatch } from "./dispatch.ts";
import type { Events } from "./event-table.ts";
import { authenticateHandshakes } from "./handshake.ts";
import { shedSpares } from "./idle-connection.ts";
import type { Listeners } from "./listeners.ts";
import { sendAway } from "./send-away.ts";
import type { Subscriptions } from "./subscriptions.ts";

export interface Gateway {
  stop(): void;
}

/** Serves connections on `io`. */
export function openGateway(
  io: Server,
  dependencies: {
    authenticator: Authenticator;
    listeners: Listeners;
    subscriptions: Subscriptions;
    events: Events;
    budgets: Budgets;
    readEpoch: () => Promise<string>;
    admission: Admission;
    socketsPerPerson: number;
    backPressure: BackPressure;
    onRefused: (event: string, code: ErrorCode) => void;
    log: Log;
  },
): Gateway {
  const { authenticator, listeners, subscriptions, log } = dependencies;
  authenticateHandshakes(io, dependencies);
  const dispatch = createDispatch(dependencies);
  io.on("connection", (socket: Socket) => {
    const actor: Actor = socket.data.actor;
    log.debug({ socket: socket.id, user: actor.user.id }, "connected");
    socket.on("disconnect", forget);
    socket.onAny(dispatch);
    shedSpares(socket);
    welcome(socket, actor, dependencies).catch((error) => {
      log.error({ err: error, socket: socket.id }, "connection could not be set up");
      sendAway(socket);
    });
  });
  authenticator.onSessionsEnded((sessionIds, reason) => endConnections(listeners, sessionIds, reason));
  return { stop: dependencies.backPressure.watch(io) };

  /**
   * One for all sockets, like whatever listens to them: tens of thousands wait idle. A connection that nobody is on any more is
   * closed, or it would be one that no limit knows of.
   */
  function forget(this: Socket, reason: string): void {
    listeners.remove(this, this.data.actor);
    this.conn.close();
    log.debug({ socket: this.id, reason }, "disconnected");
  }

  async function welcome(
    socket: Socket,
    actor: Actor,
    { readEpoch }: Pick<typeof dependencies, "readEpoch">,
  ): Promise<void> {
    const { user, sessionId } = actor;
    listeners.add(socket, actor);
    // A session that ended while its connection was coming up had no connection to close yet.
    const [isLive, epoch] = await Promise.all([
      authenticator.isLive(sessionId),
      readEpoch(),
      subscriptions.subscribe(user.id),
    ]);
    if (!isLive) return endConnections(listeners, [sessionId], "revoked");
    socket.emit("ready", { userId: user.id, sessionId, epoch, serverTime: new Date().toISOString() });
  }
}

function endConnections(listeners: Listeners, sessionIds: readonly string[], reason: SessionEndReason): void {
  for (const sessionId of sessionIds) {
    for (const socket of listeners.ofSession(sessionId)) {
      socket.emit("session:ended", { reason });
      socket.disconnect(true);
    }
  }
}
