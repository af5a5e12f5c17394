/** 7. Two thousand clients return at once and fetch what they missed, against accepting them with one indexed SELECT each. */
import { alternate } from "./kit/alternate.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { watch } from "./kit/watched.ts";
import type { Returning, StormResult } from "./load/storm.ts";

const GROUP_SIZE = 10;
const CONVERSATIONS_EACH = 3;
const MESSAGES_EACH = 50;
const MOST_MISSED = 5;

export const reconnectStorm: Benchmark = {
  name: "reconnect-storm",
  title: "2,000 clients return at once, each with 0 to 5 missed messages in one of 3 conversations",
  unit: "ms",
  floorName: "ws accept + one indexed SELECT each",
  better: "lower",
  atLeast: 3,
  aim: 1.8,
  async run(bench) {
    const { url, arrange } = await bench.database();
    const people = await arrange.people(bench.scaled(2_000, GROUP_SIZE));
    const tables = Math.ceil(people.length / GROUP_SIZE);
    const members = Array.from({ length: CONVERSATIONS_EACH }, () =>
      Array.from({ length: tables }, (_, table) =>
        people.slice(table * GROUP_SIZE, (table + 1) * GROUP_SIZE).map(({ id }) => id),
      ),
    ).flat();
    const conversationIds = await arrange.groups(members);
    await arrange.messages(conversationIds, MESSAGES_EACH, MESSAGES_EACH);

    const returning = people.map(({ token }, index): Returning => {
      const missed = index % (MOST_MISSED + 1);
      const mine = Array.from(
        { length: CONVERSATIONS_EACH },
        (_, round) => conversationIds[round * tables + Math.floor(index / GROUP_SIZE)] ?? "",
      );
      const known = Object.fromEntries(mine.map((id, at) => [id, MESSAGES_EACH - (at === 0 ? missed : 0)]));
      return { token, known, missed };
    });
    const bare = returning.map(
      ({ known, missed }): Returning => ({ token: Object.entries(known)[0]?.join(" ") ?? "", known: {}, missed }),
    );

    const product = await bench.product(url);
    const floor = bench.worker("floors/accept-and-select");
    const floorPort = await floor.call<number>("listen", url);
    const load = bench.worker("load/main");
    const storm = async (servers: number[], port: number, clients: readonly Returning[]) => {
      const { result, cpuSecondsOfEach, busyAfterMs } = await watch([...servers, bench.postgres.pid], () =>
        load.call<StormResult>("returnAtOnce", { port, clients }),
      );
      const { milliseconds, retries } = result;
      return {
        value: milliseconds,
        details: {
          retries,
          serverMicrosPerClient: ((cpuSecondsOfEach[0] ?? 0) * 1e6) / clients.length,
          databaseMicrosPerClient: ((cpuSecondsOfEach[1] ?? 0) * 1e6) / clients.length,
          busyAfterMs,
        },
      };
    };
    return alternate(bench, {
      product: () => storm([product.pid], product.port, returning),
      floor: () => storm([floor.pid], floorPort, bare),
    });
  },
};
