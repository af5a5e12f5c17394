/**
 * Who may open a socket: a page of ours, or a program with a bearer token; then, a live session, within its budget. Checked
 * before anything else happens on the connection.
 */
import type { IncomingMessage } from "node:http";
import { LIMITS, Refusal } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import { type Actor, type Authenticator, sessionCookieName } from "../http/authentication.ts";
import type { Budgets } from "../http/budgets.ts";
import { toRefusal } from "../http/errors.ts";
import { userRoom } from "./rooms.ts";

const HANDSHAKE_COST = 5;
const TRY_AGAIN_MS = 10_000;

/** An error that Socket.IO hands to the client's `connect_error`, with the wire form of the refusal as `data`. */
class HandshakeRefused extends Error {
  readonly data: unknown;
  constructor(refusal: Refusal, id: string) {
    super(refusal.code);
    this.data = refusal.toWire(id).error;
  }
}

/** For Engine.IO's `allowRequest`: a page from elsewhere gets no connection at all; no origin means: not a browser. */
export function isOriginAllowed(request: IncomingMessage, allowedOrigins: ReadonlySet<string>): boolean {
  const { origin } = request.headers;
  return origin === undefined || allowedOrigins.has(origin);
}

/** Socket.IO middleware that finds out who connects and keeps it in `socket.data.actor`. */
export function authenticateHandshake(
  io: Server,
  { authenticator, budgets, publicUrl }: { authenticator: Authenticator; budgets: Budgets; publicUrl: string },
) {
  const cookieName = sessionCookieName(publicUrl);

  async function identify(socket: Socket): Promise<Actor> {
    const token = tokenOf(socket, cookieName);
    if (token === null) throw new Refusal("not_signed_in");
    const actor = await authenticator.authenticate(token);
    await budgets.chargePerson(actor.user.id, HANDSHAKE_COST);
    const openSockets = io.sockets.adapter.rooms.get(userRoom(actor.user.id))?.size ?? 0;
    if (openSockets >= LIMITS.socketsPerPerson) {
      const message = "You have too many connections open. Close some of your tabs or programs.";
      throw new Refusal("rate_limited", { message, retryAfterMs: TRY_AGAIN_MS });
    }
    return actor;
  }

  return (socket: Socket, next: (error?: Error) => void): void => {
    identify(socket).then(
      (actor) => {
        socket.data.actor = actor;
        next();
      },
      (error) => next(new HandshakeRefused(toRefusal(error).refusal, socket.id)),
    );
  };
}

/**
 * The token given explicitly; or the cookie. A page of another origin can open a WebSocket with our cookie, so a WebSocket has
 * to name its origin (which was checked before). Of long polling such a page could read nothing, and browsers leave the
 * origin out there.
 */
function tokenOf(socket: Socket, cookieName: string): string | null {
  const { token } = socket.handshake.auth;
  if (typeof token === "string" && token !== "") return token;
  const { cookie, origin } = socket.request.headers;
  const isUnnamedWebSocket = socket.conn.transport.name === "websocket" && origin === undefined;
  if (cookie === undefined || isUnnamedWebSocket) return null;
  const pair = cookie.split(/; */).find((part) => part.startsWith(`${cookieName}=`));
  // A token is made of characters that no cookie needs to escape: what is escaped is no token, and is not decoded.
  return pair === undefined ? null : pair.slice(cookieName.length + 1);
}
