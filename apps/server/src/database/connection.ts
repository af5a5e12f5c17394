/**
 * The connection pool and the query builder on it. Time-outs are set on the server side of every connection, so that a stuck
 * statement frees its locks by itself; a connection that does not answer at all is destroyed, never used again.
 */
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { isReadTimeout } from "./failures.ts";
import type { Database } from "./schema.ts";

export type Db = Kysely<Database>;
/** What functions that write take: only `db.transaction()` gives one. */
export type Transaction = KyselyTransaction<Database>;

const INT8_OID = 20;
const LOCK_TIMEOUT_MS = 2_000;
/** No statement here takes a tenth of that, on a machine that has anything left. */
const STATEMENT_TIMEOUT_MS = 5_000;
/**
 * Every statement here reads few rows by index, out of memory or from a solid-state disk. Compiling one takes longer than running
 * it, and a page elsewhere costs hardly more than the next one.
 */
const PLANNING = "-c jit=off -c random_page_cost=1.1 -c datestyle=ISO";

/** 64-bit integers are counters here, far below 2^53, and arrive as numbers. */
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8_OID && format !== "binary"
      ? (text: string) => Number(text)
      : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

export interface DatabaseConnection {
  db: Db;
  pool: pg.Pool;
  /** Opens the first connection, so that nobody has to wait for it. Rejects when the database cannot be reached. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/** @param onError is told about connections that broke while idle; the pool replaces them by itself. */
export function connect(url: string, poolSize: number, onError: (error: Error) => void): DatabaseConnection {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: STATEMENT_TIMEOUT_MS + 3_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: "oschat",
    options: PLANNING,
  });
  pool.on("error", onError);
  pool.on("connect", (client) => {
    // Whoever uses the connection gets the error too; unheard, it would end the process.
    client.on("error", () => {});
    destroyWhenSilent(client);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    pool,
    warmUp: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
}

/** A connection that lets a query time out on our side is stuck: no later query may queue up behind that one. */
function destroyWhenSilent(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  client.query = ((...args: unknown[]) => {
    const answer = query(...args);
    if (answer instanceof Promise) {
      answer.catch((error) => {
        if (isReadTimeout(error)) connection.stream.destroy();
      });
    }
    return answer;
  }) as typeof client.query;
}
