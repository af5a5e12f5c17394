/**
 * Who a connection is, once it has been admitted: a live session, by cookie or bearer token, of somebody within their budget. Checked
 * before anything else happens on the connection. Afterwards the connection remembers who it is, and nothing of the request.
 */
import { Refusal } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import type { Actor, Authenticator } from "../http/authentication.ts";
import type { Budgets } from "../http/budgets.ts";
import { toRefusal } from "../http/errors.ts";
import type { Admission, Applicant } from "./admission.ts";
import { shedSetUp } from "./idle-connection.ts";
import type { Listeners } from "./listeners.ts";

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

interface Dependencies {
  authenticator: Authenticator;
  admission: Admission;
  listeners: Listeners;
  budgets: Budgets;
  socketsPerPerson: number;
}

/** Finds out who connects, and keeps it in `socket.data.actor`. */
export function authenticateHandshakes(
  io: Server,
  { authenticator, admission, listeners, budgets, socketsPerPerson }: Dependencies,
): void {
  const applicants = new WeakMap<Connection, Applicant>();

  async function identify(socket: Socket, applicant: Applicant): Promise<Actor> {
    const { token: given } = socket.handshake.auth;
    const token = typeof given === "string" && given !== "" ? given : applicant.token;
    if (token === null) throw new Refusal("not_signed_in");
    const actor = await authenticator.authenticate(token);
    if (applicant.hasPaid) budgets.adjust("address", applicant.address, -1);
    await budgets.charge("connections", actor.user.id, 1);
    if (listeners.ofUser(actor.user.id).length >= socketsPerPerson) {
      const message = "You have too many connections open. Close some of your tabs or programs.";
      throw new Refusal("rate_limited", { message, retryAfterMs: TRY_AGAIN_MS });
    }
    return actor;
  }

  /** A connection can ask more than once. What it asks in vain is counted, and in the end ends it. */
  async function turnAway(socket: Socket, address: string, error: unknown): Promise<HandshakeRefused> {
    await budgets.charge("address", address, 1).catch(() => socket.conn.close());
    return new HandshakeRefused(toRefusal(error).refusal, socket.id);
  }

  io.engine.on("connection", (connection: Connection) => {
    applicants.set(connection, admission.applicantOf(connection.request));
    shedSetUp(connection);
  });
  io.use((socket, next) => {
    const applicant = applicants.get(socket.conn);
    if (applicant === undefined) return next(new Error("a connection without an applicant"));
    identify(socket, applicant)
      .then((actor) => {
        socket.data = { actor };
        applicants.delete(socket.conn);
        (socket as { handshake: Handshake }).handshake = OVER;
        next();
      })
      .catch(async (error) => next(await turnAway(socket, applicant.address, error)));
  });
}
