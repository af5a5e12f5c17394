/** One person asks over REST, one question after the other, on one connection. */
import { Agent, get } from "node:http";
import { type Latencies, summarise } from "../kit/statistics.ts";

export interface RequestsResult {
  latencies: Latencies;
  bytes: number;
}

interface Asker {
  port: number;
  token: string;
}

/** Asks these paths by turns for the given time. @throws when an answer is not 200 */
export async function askInTurn(order: Asker & { paths: readonly string[]; seconds: number }): Promise<RequestsResult> {
  return repeat(order.seconds, async (agent, turn) => {
    const { length } = await ask(agent, order, order.paths[turn % order.paths.length] ?? "/");
    return length;
  });
}

/**
 * Reads the conversation list as the client engine does, a small page and then large ones, each after the one before; again and
 * again for the given time. @throws when it has not that many rows, each once
 */
export async function readWholeList(
  order: Asker & { pageSizes: { first: number; others: number }; rows: number; seconds: number },
): Promise<RequestsResult> {
  const { first, others } = order.pageSizes;
  return repeat(order.seconds, async (agent) => {
    const ids: string[] = [];
    let bytes = 0;
    for (let query: string | null = `limit=${first}`; query !== null; ) {
      const answer = await ask(agent, order, `/conversations?${query}`);
      const page = JSON.parse(answer.toString()) as { conversations: { id: string }[]; next: string | null };
      ids.push(...page.conversations.map(({ id }) => id));
      bytes += answer.length;
      query = page.next === null ? null : `limit=${others}&before=${page.next}`;
    }
    if (ids.length !== order.rows || new Set(ids).size !== order.rows) throw new Error(`a list of ${ids.length} rows`);
    return bytes;
  });
}

/** How long each turn took, and how many bytes the last one read. */
async function repeat(seconds: number, read: (agent: Agent, turn: number) => Promise<number>): Promise<RequestsResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let bytes = 0;
  const giveUpAt = performance.now() + seconds * 1_000;
  do {
    const started = performance.now();
    bytes = await read(agent, times.length);
    times.push(performance.now() - started);
  } while (performance.now() < giveUpAt);
  agent.destroy();
  return { latencies: summarise(times), bytes };
}

/** Resolves with the answer once its last byte is here. */
function ask(agent: Agent, { port, token }: Asker, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = get(
      { agent, host: "127.0.0.1", port, path, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
          else reject(new Error(`${path} answered ${answer.statusCode}`));
        });
      },
    );
    request.once("error", reject);
  });
}
