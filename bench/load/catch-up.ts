/** One client fetches all it missed, page by page, all conversations at once. */
import { openConnection } from "./connection.ts";

const PAGE = 500;
const TAIL = 200;

export interface CatchUpResult {
  /** To the last byte, in milliseconds, for each repetition. */
  times: number[];
  messages: number;
  bytes: number;
}

/** Repeats it for the given time, at least once. */
export async function catchUp(order: {
  port: number;
  token: string;
  conversationIds: readonly string[];
  seconds: number;
}): Promise<CatchUpResult> {
  const { connection } = await openConnection(order.port, order.token);
  const times: number[] = [];
  let pages: string[] = [];
  const fetchAll = async (conversationId: string) => {
    let afterRev = 0;
    for (let hasMore = true; hasMore; ) {
      const page = await connection.request("sync:request", { conversationId, afterRev, limit: PAGE });
      pages.push(page);
      ({ toRev: afterRev, hasMore } = endOf(page));
    }
  };
  const giveUpAt = performance.now() + order.seconds * 1_000;
  do {
    pages = [];
    const started = performance.now();
    await Promise.all(order.conversationIds.map(fetchAll));
    times.push(performance.now() - started);
  } while (performance.now() < giveUpAt);
  connection.close();
  return {
    times,
    messages: pages.reduce((sum, page) => sum + (JSON.parse(page) as { messages: unknown[] }).messages.length, 0),
    bytes: pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0),
  };
}

/** What follows the messages, without parsing them. */
function endOf(page: string): { toRev: number; hasMore: boolean } {
  const tail = page.slice(-TAIL);
  return { toRev: Number(/"toRev":(\d+)/.exec(tail)?.[1]), hasMore: tail.includes('"hasMore":true') };
}
