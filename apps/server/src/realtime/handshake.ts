/**
 * Who a connection is, once it has been admitted: a live session, by cookie or bearer token, of somebody within their budget. Checked
 * before anything else happens on the connection. Afterwards the connection remembers who it is, and nothing of the request.
 */
import { Refusal } from "@oschat/protocol";
import type { Server, Socket } from "socket.io";
import type { Actor, Authenticator } from "../http/authentication.ts";
import type { Budgets } from "../http/budgets.ts";
import { toRefusal } from "../http/errors.ts";
import { noteRefusal } from "../http/security-log.ts";
import { inTime } from "../in-time.ts";
import type { Log } from "../log.ts";
import type { Admission, Applicant } from "./admission.ts";
import { shedSetUp } from "./idle-connection.ts";
import type { Listeners } from "./listeners.ts";

const TRY_AGAIN_MS = 10_000;
const TAKEN = { message: "Somebody else is on this connection, or about to be. Open another one." };

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
  log: Log;
}

/** Finds out who connects, and keeps it in `socket.data.actor`. */
export function authenticateHandshakes(
  io: Server,
  { authenticator, admission, listeners, budgets, socketsPerPerson, log }: Dependencies,
): void {
  /** On each connection, who has yet to be let in. It is for one person, once: meanwhile nobody else is looked at. */
  const applicants = new WeakMap<Connection, Applicant>();
  const arrivals = createArrivals();

  async function identify(socket: Socket, applicant: Applicant): Promise<Actor> {
    const { token: given } = socket.handshake.auth;
    const token = typeof given === "string" && given !== "" ? given : applicant.token;
    if (token === null) throw new Refusal("not_signed_in");
    const actor = await inTime(authenticator.authenticate(token), "unavailable");
    if (applicant.hasPaid) budgets.adjust("address", applicant.address, -1);
    await budgets.charge("connections", actor.user.id, 1);
    if (listeners.ofUser(actor.user.id).length + arrivals.count(actor.user.id) >= socketsPerPerson) {
      const message = "You have too many connections open. Close some of your tabs or programs.";
      throw new Refusal("rate_limited", { message, retryAfterMs: TRY_AGAIN_MS });
    }
    arrivals.note(actor.user.id);
    return actor;
  }

  /** A connection can ask more than once. What it asks in vain is counted, and in the end ends it. */
  async function turnAway(socket: Socket, address: string, error: unknown): Promise<HandshakeRefused> {
    await budgets.charge("address", address, 1).catch(() => socket.conn.close());
    const { refusal, isExpected } = toRefusal(error);
    if (!isExpected) log.error({ err: error, socket: socket.id }, "handshake failed");
    noteRefusal(log, refusal, { request: socket.id, what: "connect", address });
    return new HandshakeRefused(refusal, socket.id);
  }

  io.engine.on("connection", (connection: Connection) => {
    applicants.set(connection, admission.applicantOf(connection.request));
    shedSetUp(connection);
  });
  io.use((socket, next) => {
    const applicant = applicants.get(socket.conn);
    if (applicant === undefined) return next(new HandshakeRefused(new Refusal("invalid_request", TAKEN), socket.id));
    applicants.delete(socket.conn);
    identify(socket, applicant)
      .then((actor) => {
        socket.data = { actor };
        (socket as { handshake: Handshake }).handshake = OVER;
        next();
      })
      .catch(async (error) => {
        applicants.set(socket.conn, applicant);
        next(await turnAway(socket, applicant.address, error));
      });
  });
}

/** Counts who was let in and does not listen yet. Socket.IO takes no longer than the turn for it, but many may come in the same one. */
function createArrivals() {
  const counts = new Map<string, number>();
  const count = (userId: string) => counts.get(userId) ?? 0;
  return {
    count,
    note(userId: string) {
      counts.set(userId, count(userId) + 1);
      setImmediate(() => {
        if (count(userId) > 1) counts.set(userId, count(userId) - 1);
        else counts.delete(userId);
      });
    },
  };
}
