/** 15. Restoring a million messages into an empty database, against PostgreSQL copying them from one table into another like it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bench, type Benchmark, check, type Outcome, type Sample } from "./kit/benchmark.ts";
import { fillLibrary } from "./kit/library.ts";
import { operate } from "./kit/operate.ts";

export const restore: Benchmark = {
  name: "restore",
  title: "restoring 1 million messages into an empty database",
  unit: "s",
  floorName: "INSERT of the same rows, from a table into one with its indexes",
  better: "lower",
  atLeast: 4,
  aim: 2.5,
  async run(bench) {
    const source = await bench.database();
    const messages = await fillLibrary(bench, source.arrange);
    const folder = await mkdtemp(join(tmpdir(), "oschat-bench-restore-"));
    const outcome: Outcome = { product: [], floor: [] };
    try {
      const file = join(folder, "backup");
      await operate(source.url, ["backup", file]);
      for (let pair = 0; pair < bench.options.pairs; pair += 1) {
        outcome.product.push(await restoreOnce(bench, { file, messages }));
        const started = performance.now();
        await source.arrange.query("create table copied (like messages including all)");
        await source.arrange.query("insert into copied select * from messages");
        outcome.floor.push({ value: (performance.now() - started) / 1_000, details: {} });
        await source.arrange.query("drop table copied");
      }
      return outcome;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function restoreOnce(bench: Bench, { file, messages }: { file: string; messages: number }): Promise<Sample> {
  const { url, arrange } = await bench.database();
  const { seconds, memoryPeakMb } = await operate(url, ["restore", file]);
  const [counted] = await arrange.query<{ rows: string }>("select count(*) as rows from messages");
  check(Number(counted?.rows) === messages, `${counted?.rows} of ${messages} messages were restored`);
  return { value: seconds, details: { memoryPeakMb } };
}
