/** One person asks over REST, one question after the other, on one connection. */
import { Agent, get } from "node:http";
import { type Latencies, summarise } from "../kit/statistics.ts";

export interface RequestsResult {
  latencies: Latencies;
  bytes: number;
}

/** Asks these paths by turns for the given time. @throws when an answer is not 200 */
export async function askInTurn(order: {
  port: number;
  token: string;
  paths: readonly string[];
  seconds: number;
}): Promise<RequestsResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let bytes = 0;
  const giveUpAt = performance.now() + order.seconds * 1_000;
  do {
    const path = order.paths[times.length % order.paths.length] ?? "/";
    const started = performance.now();
    bytes = await ask(agent, order, path);
    times.push(performance.now() - started);
  } while (performance.now() < giveUpAt);
  agent.destroy();
  return { latencies: summarise(times), bytes };
}

/** Resolves with the size of the answer once its last byte is here. */
function ask(agent: Agent, { port, token }: { port: number; token: string }, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(
      { agent, host: "127.0.0.1", port, path, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve(bytes);
          else reject(new Error(`${path} answered ${answer.statusCode}`));
        });
      },
    );
    request.once("error", reject);
  });
}
