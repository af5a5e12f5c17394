/** 2. What a message costs in processor time, against carrying it on bare `ws` plus storing it in a batch. */
import { alternate } from "./kit/alternate.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { gatherOnFloor, gatherOnProduct } from "./kit/groups.ts";
import { talkOnProduct } from "./kit/talk.ts";
import { watch } from "./kit/watched.ts";
import type { ClosedLoopResult } from "./load/closed-loop.ts";

const IN_FLIGHT = 4;

export const cpuPerMessage: Benchmark = {
  name: "cpu-per-message",
  title: "server CPU per acknowledged message, database included, 50 groups of 10",
  unit: "us",
  floorName: "bare ws loop + the batch statement alone",
  better: "lower",
  atLeast: 1.7,
  aim: 1.25,
  async run(bench) {
    const shape = { groups: bench.scaled(50), members: 10, senders: 10 };
    const crowd = await gatherOnProduct(bench, shape);
    const talk = talkOnProduct(crowd, IN_FLIGHT);
    const bare = await gatherOnFloor(bench, shape);
    const storing = bench.worker("floors/batch-statement");
    const { url: databaseUrl, arrange } = await bench.database();
    const people = await arrange.people(shape.groups * shape.members);
    await arrange.groups(
      Array.from({ length: shape.groups }, (_, group) =>
        people.slice(group * shape.members, (group + 1) * shape.members).map(({ id }) => id),
      ),
    );

    return alternate(bench, {
      async product(seconds) {
        const { cpuMicros, details } = await talk(seconds);
        return { value: cpuMicros, details };
      },
      async floor(seconds) {
        const carried = await watch([bare.floor.pid], () =>
          bare.load.call<ClosedLoopResult>("closedLoop", { seconds, inFlight: IN_FLIGHT }),
        );
        const stored = await watch([storing.pid, bench.postgres.pid], () =>
          storing.call<number>("append", { databaseUrl, seconds }),
        );
        const wsMicros = (carried.cpuSeconds * 1e6) / carried.result.acknowledged;
        const batchMicros = (stored.cpuSeconds * 1e6) / stored.result;
        return {
          value: wsMicros + batchMicros,
          details: {
            wsMicros,
            batchMicros,
            batchDatabaseMicros: ((stored.cpuSecondsOfEach[1] ?? 0) * 1e6) / stored.result,
            wsPerSecond: carried.result.acknowledgedInTime / carried.result.seconds,
            batchRowsPerSecond: stored.result / seconds,
          },
        };
      },
    });
  },
};
