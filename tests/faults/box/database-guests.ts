/** Connections that are in the server's way. */
import { until } from "@oschat/test-kit";
import pg from "pg";

const NAME = "faults in the way";
const PATIENCE_MS = 10_000;

/** Holds the row of a conversation in an open transaction. Returns how to let go. */
export async function lockRow(url: string, conversationId: string): Promise<() => Promise<void>> {
  const client = await until(
    () => connect(url).catch(() => false as const),
    "the database lets somebody in",
    PATIENCE_MS,
  );
  await client.query("begin");
  await client.query("select 1 from conversations where id = $1 for update", [conversationId]);
  return () => leave(client);
}

/** Opens connections until only `left` more are possible. Returns how to close them. */
export async function occupy(url: string, left: number): Promise<() => Promise<void>> {
  const first = await letIn(url);
  const clients = [first];
  const { rows } = await first.query<{ free: number }>(
    `select current_setting('max_connections')::int - count(*)::int as free
     from pg_stat_activity where backend_type = 'client backend'`,
  );
  for (let free = rows[0]?.free ?? 0; free > left; free -= 1) {
    const client = await connect(url).catch(() => null);
    // Somebody else was quicker: then there is no more room.
    if (client === null) break;
    clients.push(client);
  }
  return async () => void (await Promise.all(clients.map(leave)));
}

/** As soon as there is room. */
function letIn(url: string): Promise<pg.Client> {
  return until(() => connect(url).catch(() => false as const), "the database lets somebody in", PATIENCE_MS);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: NAME });
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function leave(client: pg.Client): Promise<void> {
  await client.end().catch(() => {});
}
