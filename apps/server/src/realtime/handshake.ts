/**
 * Who may open a socket: a page of ours, or a program with a bearer token; then, a live session. Checked before anything else
 * happens on the connection.
 */
import type { IncomingMessage } from "node:http";
import { Refusal } from "@oschat/protocol";
import type { Socket } from "socket.io";
import { type Actor, type Authenticator, sessionCookieName } from "../http/authentication.ts";
import { toRefusal } from "../http/errors.ts";

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
export function authenticateHandshake(authenticator: Authenticator, publicUrl: string) {
  const cookieName = sessionCookieName(publicUrl);
  return (socket: Socket, next: (error?: Error) => void): void => {
    const token = tokenOf(socket, cookieName);
    const actor: Promise<Actor> =
      token === null ? Promise.reject(new Refusal("not_signed_in")) : authenticator.authenticate(token);
    actor.then(
      (known) => {
        socket.data.actor = known;
        next();
      },
      (error) => next(new HandshakeRefused(toRefusal(error).refusal, socket.id)),
    );
  };
}

/** The token given explicitly; or the cookie, which only a page of ours may use. */
function tokenOf(socket: Socket, cookieName: string): string | null {
  const { token } = socket.handshake.auth;
  if (typeof token === "string" && token !== "") return token;
  const { cookie, origin } = socket.request.headers;
  if (cookie === undefined || (origin === undefined && socket.request.headers["sec-fetch-site"] !== "same-origin"))
    return null;
  const pair = cookie.split(/; */).find((part) => part.startsWith(`${cookieName}=`));
  // A token is made of characters that no cookie needs to escape: what is escaped is no token, and is not decoded.
  return pair === undefined ? null : pair.slice(cookieName.length + 1);
}
