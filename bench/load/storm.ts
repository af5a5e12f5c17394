/**
 * Everybody returns at once: each connects, compares heads, and fetches what it missed, as the client engine does (S2, S5). The
 * floor answers the connection itself with what was missed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { idNumber } from "@oschat/protocol";
import { type Connection, openConnection } from "./connection.ts";

const RETRY_MS = 100;

export interface Returning {
  token: string;
  /** Revisions as this client knows them. Empty: the server sends everything with `ready`. */
  known: Record<string, number>;
  missed: number;
}

export interface StormResult {
  /** Until the last client had everything. */
  milliseconds: number;
  /** How many times a connection was refused or broken, and tried again. */
  retries: number;
}

/** @throws when one of the clients got too little or too much */
export async function returnAtOnce(order: { port: number; clients: readonly Returning[] }): Promise<StormResult> {
  const { port, clients } = order;
  const open: Connection[] = [];
  let retries = 0;
  const connectAgain = async (token: string): ReturnType<typeof openConnection> => {
    for (;;) {
      try {
        return await openConnection(port, token);
      } catch (error) {
        retries += 1;
        if (retries > clients.length) throw error;
        await sleep(RETRY_MS);
      }
    }
  };
  const started = performance.now();
  const counts = await Promise.all(
    clients.map(async ({ token, known }) => {
      const { connection, ready } = await connectAgain(token);
      open.push(connection);
      return Object.keys(known).length === 0 ? countOf(ready) : catchUp(connection, known);
    }),
  );
  const milliseconds = performance.now() - started;
  for (const connection of open) connection.close();
  const wrong = clients.findIndex(({ missed }, index) => counts[index] !== missed);
  if (wrong >= 0) throw new Error(`a client got ${counts[wrong]} messages instead of ${clients[wrong]?.missed}`);
  return { milliseconds, retries };
}

async function catchUp(connection: Connection, known: Record<string, number>): Promise<number> {
  const revs = Object.values(known);
  const digest = {
    count: revs.length,
    idSum: sumOf(Object.keys(known).map(idNumber)),
    revSum: sumOf(revs),
    readSum: 0,
  };
  const { heads } = JSON.parse(await connection.request("sync:heads", { digest })) as {
    heads: { conversationId: string; lastRev: number }[] | null;
  };
  const behind = (heads ?? []).filter(({ conversationId, lastRev }) => lastRev > (known[conversationId] ?? 0));
  const counts = await Promise.all(
    behind.map(async ({ conversationId }) => {
      const answer = await connection.request("sync:request", { conversationId, afterRev: known[conversationId] });
      return (JSON.parse(answer) as { messages: unknown[] }).messages.length;
    }),
  );
  return sumOf(counts);
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function countOf(ready: string): number {
  const [, { messages }] = JSON.parse(ready) as [string, { messages: unknown[] }];
  return messages.length;
}
