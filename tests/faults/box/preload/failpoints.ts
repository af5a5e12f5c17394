/**
 * Where the process dies by its own hand, recognised by what crosses its sockets, so that the server's code knows nothing of it.
 *
 *     database  <── append_messages ───  before-statement | after-statement
 *               ─── ready for query ──>  before-acknowledgement
 *     clients   <── acknowledgement ───
 *               <── message:new ───────  before-delivery, at the first listener that awaited no answer; amid-delivery, at the second
 */
import { Socket } from "node:net";
import type { Failpoint } from "../server-control.ts";

const STATEMENT = "append_messages";
/** Of what the statement is given. Asked whether it can store, the server gives it nothing. */
const A_SEND = '{"';
/** PostgreSQL's last word on what it was asked: a transaction that is over. */
const READY_FOR_QUERY = Buffer.from("Z\0\0\0\x05I", "latin1");
/** Of a send, in Socket.IO's words and in HTTP. */
const ACKNOWLEDGEMENT = /(?:^43\d+\[|\r\n\r\n)\{"clientMsgId"/;
const DELIVERY = '42["message:new"';

/** @param env `FAULTS_FAILPOINT`, `FAULTS_AFTER` (from 1) and the `DATABASE_URL`; no failpoint: nothing is done */
export function armFailpoint(env: NodeJS.ProcessEnv): void {
  const failpoint = env.FAULTS_FAILPOINT as Failpoint | undefined;
  if (failpoint === undefined) return;
  const databasePort = Number(new URL(env.DATABASE_URL ?? "").port);
  let left = Number(env.FAULTS_AFTER);
  const reach = (reached: Failpoint) => {
    if (reached !== failpoint) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
  watchSockets({
    isDatabase: (socket) => socket.remotePort === databasePort,
    database: watchDatabase(reach),
    client: watchClients(reach),
  });
}

interface Watch {
  onWrite(socket: Socket, bytes: Buffer): void;
  onRead(socket: Socket, bytes: Buffer): void;
}

function watchDatabase(reach: (failpoint: Failpoint) => void): Watch {
  const asking = new WeakSet<Socket>();
  const asked = new WeakSet<Socket>();
  return {
    onWrite(socket, bytes) {
      // All messages of a question are written in the same turn: the statement, what it is given, and that it is to be run.
      if (bytes.includes(STATEMENT)) {
        asking.add(socket);
        process.nextTick(() => asking.delete(socket));
      }
      if (!asking.has(socket) || !bytes.includes(A_SEND)) return;
      asking.delete(socket);
      reach("before-statement");
      asked.add(socket);
      process.nextTick(() => reach("after-statement"));
    },
    onRead(socket, bytes) {
      if (!asked.has(socket) || !bytes.subarray(-READY_FOR_QUERY.length).equals(READY_FOR_QUERY)) return;
      asked.delete(socket);
      reach("before-acknowledgement");
    },
  };
}

function watchClients(reach: (failpoint: Failpoint) => void): Watch {
  let answered = new Set<Socket>();
  let told = new Set<Socket>();
  let isTurnOpen = false;

  /** What is answered in one turn of the event loop is delivered by the end of the next. */
  function openTurn(): void {
    if (isTurnOpen) return;
    isTurnOpen = true;
    setImmediate(() =>
      setImmediate(() => {
        isTurnOpen = false;
        answered = new Set();
        told = new Set();
      }),
    );
  }

  return {
    onWrite(socket, bytes) {
      const text = bytes.toString("latin1");
      if (ACKNOWLEDGEMENT.test(text)) {
        openTurn();
        answered.add(socket);
      } else if (text.includes(DELIVERY) && answered.size > 0 && !answered.has(socket) && !told.has(socket)) {
        told.add(socket);
        if (told.size === 1) reach("before-delivery");
        if (told.size === 2) reach("amid-delivery");
      }
    },
    onRead() {},
  };
}

function watchSockets({
  isDatabase,
  database,
  client,
}: {
  isDatabase: (socket: Socket) => boolean;
  database: Watch;
  client: Watch;
}): void {
  const { write, push } = Socket.prototype;
  const watchOf = (socket: Socket) => (isDatabase(socket) ? database : client);
  Socket.prototype.write = function watchedWrite(this: Socket, chunk: unknown, ...rest: unknown[]) {
    if (typeof chunk === "string" || Buffer.isBuffer(chunk)) watchOf(this).onWrite(this, Buffer.from(chunk as string));
    return (write as (...args: unknown[]) => boolean).call(this, chunk, ...rest);
  };
  Socket.prototype.push = function watchedPush(this: Socket, chunk: unknown, ...rest: unknown[]) {
    if (Buffer.isBuffer(chunk)) watchOf(this).onRead(this, chunk);
    return (push as (...args: unknown[]) => boolean).call(this, chunk, ...rest);
  };
}
