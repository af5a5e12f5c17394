/** 14. A backup of a million messages while people write, against PostgreSQL alone putting the same rows into gzip. */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyBackup } from "@oschat/server/operations/verify-backup";
import { alternate } from "./kit/alternate.ts";
import { arrange } from "./kit/arrange.ts";
import { type Benchmark, check, type Sample } from "./kit/benchmark.ts";
import { gatherOnProduct, type ProductCrowd } from "./kit/groups.ts";
import { fillLibrary } from "./kit/library.ts";
import { operate } from "./kit/operate.ts";
import type { OpenLoopResult } from "./load/open-loop.ts";

const PER_SECOND = 50;
/** Less than a backup takes, so that all of these messages are sent during it. */
const WRITING_SECONDS = 5;

export const backup: Benchmark = {
  name: "backup",
  title: "a backup of 1 million messages while people write",
  unit: "s",
  floorName: "COPY of the same rows into gzip",
  better: "lower",
  atLeast: 2,
  aim: 1.3,
  async run(bench) {
    const crowd = await gatherOnProduct(bench, { groups: 10, members: 10, senders: 4 });
    const { query, close, ...arrangement } = arrange(crowd.databaseUrl);
    const folder = await mkdtemp(join(tmpdir(), "oschat-bench-backup-"));
    try {
      const messages = await fillLibrary(bench, arrangement);
      return await alternate(bench, {
        product: (seconds) => takeOne(crowd, { file: join(folder, "backup"), seconds, messages }),
        async floor() {
          const started = performance.now();
          await query("copy (select row_to_json(m)::text from messages m) to program 'gzip -4 > /dev/null'");
          return { value: (performance.now() - started) / 1_000, details: {} };
        },
      });
    } finally {
      await close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** @param order.messages at least so many must be in the file */
async function takeOne(
  crowd: ProductCrowd,
  { file, seconds, messages }: { file: string; seconds: number; messages: number },
): Promise<Sample> {
  const writing = { seconds: Math.min(WRITING_SECONDS, seconds), perSecond: PER_SECOND, until: "answer" };
  const [operation, { latencies }] = await Promise.all([
    operate(crowd.databaseUrl, ["backup", file]),
    crowd.load.call<OpenLoopResult>("openLoop", writing),
  ]);
  const rows = (await verifyBackup(file)).end.tables.messages?.rows ?? 0;
  const megabytes = (await stat(file)).size / 1e6;
  await rm(file);
  check(rows >= messages, `${rows} of ${messages} messages are in the file`);
  return {
    value: operation.seconds,
    details: { megabytes, memoryPeakMb: operation.memoryPeakMb, sendP50Ms: latencies.p50, sendP99Ms: latencies.p99 },
  };
}
