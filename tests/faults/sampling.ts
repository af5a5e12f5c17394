/** Looks every second at what the server uses, and now and then at the size of the database, into the history. */
import type { Box } from "./box/box.ts";
import type { HistoryWriter } from "./history/history-file.ts";

const EVERY_MS = 1_000;
const DATABASE_EVERY = 10;

/** @returns how to stop */
export function startSampling(box: Box, history: HistoryWriter): () => void {
  let count = 0;
  let isStopped = false;
  const timer = setInterval(async () => {
    const looksAtDatabase = count % DATABASE_EVERY === 0;
    count += 1;
    const [server, database] = await Promise.all([
      box.server.sample().catch(() => null),
      looksAtDatabase ? databaseSize(box) : null,
    ]);
    if (isStopped || server === null) return;
    history.write({
      type: "sample",
      ...server,
      databaseMb: database?.megabytes ?? null,
      deadRows: database?.deadRows ?? null,
    });
  }, EVERY_MS);
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

async function databaseSize({ database }: Box): Promise<{ megabytes: number; deadRows: number } | null> {
  try {
    const [megabytes, deadRows] = await Promise.all([database.megabytes(), database.deadRows()]);
    return { megabytes, deadRows };
  } catch {
    return null;
  }
}
