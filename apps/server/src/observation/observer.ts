/**
 * How the server is watched from inside without knowing it. An observer is shown each part as it is made, and gives back that part or
 * one around it that counts, measures or traces. With no observer every part stays what it is, and nothing is paid.
 */
import type { ErrorCode } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Server } from "socket.io";
import type { GroupCommit, Send, SendResult } from "../features/messages/index.ts";
import type { Sync } from "../features/sync/index.ts";
import type { Budgets } from "../http/budgets.ts";
import type { Relay } from "../nodes/relay.ts";
import type { Delivery } from "../realtime/delivery.ts";
import type { Events } from "../realtime/event-table.ts";

/** What can be watched. */
export interface Parts {
  http: FastifyInstance;
  pool: Pool;
  io: Server;
  budgets: Budgets;
  /** To the other servers, where there are several. */
  relay: Relay;
  append: (sends: readonly Send[]) => Promise<SendResult[]>;
  groupCommit: GroupCommit;
  delivery: Delivery;
  sync: Sync;
  events: Events;
  /** Whether the server can do its work, as its health tells. */
  isReady: () => Promise<boolean>;
  /** Told of every event of a socket that was refused. */
  onRefused: (event: string, code: ErrorCode) => void;
  /** Told of every connection that was cut because it does not read. */
  onCut: () => void;
}

export type Observer = { [P in keyof Parts]?: (part: Parts[P]) => Parts[P] } & {
  start?(): Promise<void>;
  stop?(): Promise<void>;
};

export type Watch = <P extends keyof Parts>(name: P, part: Parts[P]) => Parts[P];

/** Shows parts to all of them, the first closest to the part. */
export function watchWith(observers: readonly Observer[]): Watch {
  return <P extends keyof Parts>(name: P, part: Parts[P]) => {
    let shown = part;
    for (const observer of observers) {
      const show = observer[name] as ((part: Parts[P]) => Parts[P]) | undefined;
      if (show !== undefined) shown = show(shown);
    }
    return shown;
  };
}
