/**
 * Who may open a socket: a page of ours, or a program with a bearer token; then, a live session, within its budget. Checked
 * before anything else happens on the connection. Afterwards the connection remembers who it is, and nothing of the request.
 */
import type { IncomingMessage } from "node:http";
import { LIMITS, Refusal } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import { type Actor, type Authenticator, sessionCookieName } from "../http/authentication.ts";
import type { Budgets } from "../http/budgets.ts";
import { toRefusal } from "../http/errors.ts";
import { shedSetUp } from "./idle-connection.ts";
import type { Listeners } from "./listeners.ts";

const HANDSHAKE_COST = 5;
const TRY_AGAIN_MS = 10_000;

type Connection = Socket["conn"];
type Handshake = Socket["handshake"];

/** In the place of every handshake that is over. */
const OVER: Handshake = {
  headers: {},
  time: "",
  address: "",
  xdomain: false,
  secure: false,
  issued: 0,
  url: "",
  query: {},
  auth: {},
};

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

/** Finds out who connects, and keeps it in `socket.data.actor`. */
export function authenticateHandshakes(
  io: Server,
  {
    authenticator,
    listeners,
    budgets,
    publicUrl,
  }: { authenticator: Authenticator; listeners: Listeners; budgets: Budgets; publicUrl: string },
): void {
  const cookieName = sessionCookieName(publicUrl);
  const cookieTokens = new WeakMap<Connection, string>();

  async function identify(socket: Socket): Promise<Actor> {
    const { token: given } = socket.handshake.auth;
    const token = typeof given === "string" && given !== "" ? given : cookieTokens.get(socket.conn);
    if (token === undefined) throw new Refusal("not_signed_in");
    const actor = await authenticator.authenticate(token);
    await budgets.chargePerson(actor.user.id, HANDSHAKE_COST);
    if (listeners.ofUser(actor.user.id).length >= LIMITS.socketsPerPerson) {
      const message = "You have too many connections open. Close some of your tabs or programs.";
      throw new Refusal("rate_limited", { message, retryAfterMs: TRY_AGAIN_MS });
    }
    return actor;
  }

  io.engine.on("connection", (connection: Connection) => {
    const token = cookieToken(connection, cookieName);
    if (token !== null) cookieTokens.set(connection, token);
    shedSetUp(connection);
  });
  io.use((socket, next) => {
    identify(socket).then(
      (actor) => {
        socket.data = { actor };
        cookieTokens.delete(socket.conn);
        (socket as { handshake: Handshake }).handshake = OVER;
        next();
      },
      (error) => next(new HandshakeRefused(toRefusal(error).refusal, socket.id)),
    );
  });
}

/**
 * The token in the cookie. A page of another origin can open a WebSocket with our cookie, so a WebSocket has to name its origin
 * (which was checked before). Of long polling such a page could read nothing, and browsers leave the origin out there.
 */
function cookieToken({ request, transport }: Connection, cookieName: string): string | null {
  const { cookie, origin } = request.headers;
  const isUnnamedWebSocket = transport.name === "websocket" && origin === undefined;
  if (cookie === undefined || isUnnamedWebSocket) return null;
  const pair = cookie.split(/; */).find((part) => part.startsWith(`${cookieName}=`));
  // A token is made of characters that no cookie needs to escape: what is escaped is no token, and is not decoded.
  return pair === undefined ? null : pair.slice(cookieName.length + 1);
}
