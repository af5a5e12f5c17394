/**
 * Makes sure that the servers on a database know of each other. Who listens is kept in a server's memory (A1): a second server that the
 * first does not tell would go on delivering to members that the first has removed. The right is an advisory lock, held by a
 * connection of its own for as long as we live: by one server alone, or shared by those that tell each other.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const LOCK_KEY = 7_239_463;
const POLL_MS = 250;
const BESIDE_OTHERS =
  "Another oschat server works on this database already. Stop it first, or give this one its own DATA_DIR or DATABASE_URL. " +
  "For several servers on one database set REDIS_URL, on each of them.";
const BESIDE_ONE_ALONE =
  "An oschat server without REDIS_URL works on this database already. Stop it first, and start it with the same REDIS_URL.";
/** A server that is being replaced gets this long to leave. */
const PATIENCE_MS = 15_000;

export interface ServerRight {
  release(): Promise<void>;
}

interface Options {
  /** Shares the right with servers that are among several as well. */
  isAmongSeveral: boolean;
  /** Is told when another server took over while the database was away. */
  onLost(error: unknown): void;
  patienceMs?: number;
}

/** @throws when a server that this one may not work beside keeps the right for longer than `patienceMs` */
export async function becomeServerOf(url: string, options: Options): Promise<ServerRight> {
  const { onLost } = options;
  let isReleased = false;
  let client = await hold(url, options);

  function guard(): void {
    client.on("error", () => {});
    client.once("end", () => {
      if (!isReleased) holdAgain().catch(onLost);
    });
  }

  /** The database went away, and with it the lock: take it again as soon as it is back. */
  async function holdAgain(): Promise<void> {
    for (;;) {
      await sleep(POLL_MS);
      if (isReleased) return;
      try {
        client = await hold(url, options);
        return guard();
      } catch (error) {
        if (error instanceof AnotherServer) throw error;
      }
    }
  }

  guard();
  return {
    release: async () => {
      isReleased = true;
      await client.end().catch(() => {});
    },
  };
}

/** Somebody else has the right and keeps it; the message says what to do. */
export class AnotherServer extends Error {
  override readonly name = "AnotherServer";
}

async function hold(url: string, { isAmongSeveral, patienceMs = PATIENCE_MS }: Options): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: "oschat server right" });
  client.on("error", () => {});
  await client.connect();
  const tryToHold = isAmongSeveral ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>(`select ${tryToHold}($1) as held`, [LOCK_KEY]);
    if (rows[0]?.held) return client;
    if (Date.now() > deadline) {
      await client.end();
      throw new AnotherServer(isAmongSeveral ? BESIDE_ONE_ALONE : BESIDE_OTHERS);
    }
    await sleep(POLL_MS);
  }
}
