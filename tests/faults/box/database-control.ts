/** A private PostgreSQL with fsync on, and what can happen to it. */
import type pg from "pg";

export interface DatabaseControl {
  /** For the server; through the relay where there is one. */
  readonly url: string;
  /** Directly, whatever the relay does. Fails while it is down. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  start(): Promise<void>;
  /** SIGKILL to the postmaster and all its processes. It does not come back before `start`. */
  kill(): Promise<void>;
  /** SIGKILL to one backend that serves the server: the whole cluster recovers by itself. */
  killBackend(): Promise<void>;
  /** Ends `count` of the server's connections, as an administrator does. */
  terminateBackends(count: number): Promise<void>;
  /** `pg_ctl restart -m immediate` */
  restartImmediately(): Promise<void>;
  /** SIGSTOP to all its processes. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Holds the row of a conversation, as a stuck transaction does. Returns how to let go. */
  lockConversation(conversationId: string): Promise<() => Promise<void>>;
  /** Opens connections until only `left` are free. Returns how to close them. */
  occupyConnections(left: number): Promise<() => Promise<void>>;
  /** Fills the file system; needs `databaseBytes`. */
  fillDisk(): Promise<void>;
  freeDisk(): Promise<void>;
  /** A consistent copy now; needs `pg_dump`-like means or a copy of the stopped cluster. */
  backup(): Promise<void>;
  /** Back to the copy, with a new epoch, as the operator's instructions say. The server must be stopped. */
  restore(): Promise<void>;
  /** A random wait of up to so many milliseconds between the insert of a message and its commit; 0: none. */
  slowCommits(milliseconds: number): Promise<void>;
  /** All new messages get this time; null: the right one. */
  freezeTime(at: Date | null): Promise<void>;
  megabytes(): Promise<number>;
  deadRows(): Promise<number>;
}
