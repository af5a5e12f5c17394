/**
 * Makes sure that one server works on a database. Rooms are kept in its memory (A1): a second server would go on delivering to
 * members that the first has removed. The right is an advisory lock, held by a connection of its own for as long as we live.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const LOCK_KEY = 7_239_463;
const POLL_MS = 250;
/** A server that is being replaced gets this long to leave. */
const PATIENCE_MS = 15_000;

export interface OnlyServer {
  release(): Promise<void>;
}

/**
 * @param onLost is told when another server took over while the database was away
 * @throws when another server keeps the right for longer than `patienceMs`
 */
export async function becomeOnlyServer(
  url: string,
  onLost: (error: unknown) => void,
  patienceMs = PATIENCE_MS,
): Promise<OnlyServer> {
  let isReleased = false;
  let client = await hold(url, patienceMs);

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
        client = await hold(url, patienceMs);
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

async function hold(url: string, patienceMs: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: "oschat only server" });
  client.on("error", () => {});
  await client.connect();
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [LOCK_KEY]);
    if (rows[0]?.held) return client;
    if (Date.now() > deadline) {
      await client.end();
      throw new AnotherServer(
        "Another oschat server works on this database already. Stop it first, or give this one its own DATA_DIR or DATABASE_URL.",
      );
    }
    await sleep(POLL_MS);
  }
}
