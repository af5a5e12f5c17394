/** A private PostgreSQL with fsync on, and what can happen to it. */
import { until } from "@oschat/test-kit";
import pg from "pg";
import { openCluster } from "./cluster.ts";
import { freezeTime, slowCommits } from "./database-clock.ts";
import { lockRow, occupy } from "./database-guests.ts";
import type { Query } from "./database-query.ts";
import { fill } from "./disk.ts";

export interface DatabaseControl {
  /** Its own, without a relay. */
  readonly url: string;
  /** Directly, whatever the relay does. Fails while it is down. */
  readonly query: Query;
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
  /** Room again. A cluster that could not go on without is started, as an operator does. */
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
  /** Puts right what the above broke, but for a restore. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** What the server calls its connections. */
const SERVER_CONNECTIONS = "application_name = 'oschat'";
const RECOVERY_MS = 30_000;
const QUERY_TIMEOUT_MS = 10_000;

/**
 * Starts a cluster of its own, with a migrated database.
 *
 * @param options.bytes of a tmpfs that holds it; null: on the disk
 * @param options.statements run in it before anybody else comes
 */
export async function openDatabaseControl(options: {
  flags: readonly string[];
  bytes: number | null;
  statements: readonly string[];
}): Promise<DatabaseControl> {
  const cluster = await openCluster(options);
  await cluster.start();
  const pool = new pg.Pool({
    connectionString: cluster.url,
    max: 2,
    application_name: "faults",
    connectionTimeoutMillis: QUERY_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const query: Query = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    (await pool.query<Row>(text, values)).rows;
  for (const statement of options.statements) await query(statement);
  const toUndo = new Set<() => Promise<void>>();
  let removeBallast: (() => Promise<void>) | null = null;

  /** Done once, by whoever comes first: the scenario or `heal`. */
  function undoable(undo: () => Promise<void>): () => Promise<void> {
    const once = async () => {
      if (toUndo.delete(once)) await undo();
    };
    toUndo.add(once);
    return once;
  }

  /** Of the server's connections, in an order of chance, as soon as the database answers: it may be recovering. */
  async function serverBackends(): Promise<number[]> {
    await until(() => query("select 1").catch(() => false), "the database answers", RECOVERY_MS);
    const rows = await query<{ pid: number }>(
      `select pid from pg_stat_activity where ${SERVER_CONNECTIONS} order by random()`,
    );
    return rows.map(({ pid }) => pid);
  }

  async function freeDisk(): Promise<void> {
    await removeBallast?.();
    removeBallast = null;
    await cluster.start();
  }

  return {
    url: cluster.url,
    query,
    start: cluster.start,
    kill: cluster.kill,
    async killBackend() {
      const [pid] = await serverBackends();
      if (pid !== undefined) process.kill(pid, "SIGKILL");
    },
    async terminateBackends(count) {
      await query("select pg_terminate_backend(pid) from unnest($1::int[]) pid", [
        (await serverBackends()).slice(0, count),
      ]);
    },
    async restartImmediately() {
      await cluster.stop("immediate");
      await cluster.start();
    },
    pause: cluster.pause,
    resume: cluster.resume,
    lockConversation: async (id) => undoable(await lockRow(cluster.url, id)),
    occupyConnections: async (left) => undoable(await occupy(cluster.url, left)),
    async fillDisk() {
      if (options.bytes === null) throw new Error("the database is on the disk; the plan has no databaseBytes");
      removeBallast = await fill(cluster.folder);
    },
    freeDisk,
    backup: cluster.backup,
    async restore() {
      await cluster.restore();
      await query("update server_state set epoch = gen_random_uuid()");
    },
    async slowCommits(milliseconds) {
      await slowCommits(query, milliseconds);
      undoable(() => slowCommits(query, 0));
    },
    async freezeTime(at) {
      await freezeTime(query, at);
      undoable(() => freezeTime(query, null));
    },
    megabytes: async () => {
      const [row] = await query<{ bytes: string }>("select pg_database_size(current_database()) as bytes");
      return Number(row?.bytes) / 2 ** 20;
    },
    deadRows: async () => {
      const [row] = await query<{ rows: string }>("select sum(n_dead_tup) as rows from pg_stat_user_tables");
      return Number(row?.rows);
    },
    async heal() {
      await cluster.resume();
      await freeDisk();
      for (const undo of toUndo) await undo();
    },
    async close() {
      await pool.end();
      await cluster.close();
    },
  };
}
