/** 3. Everybody talks in one conversation, against transactions that queue for one row. All members hear everything. */
import { alternate } from "./kit/alternate.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { gatherOnProduct } from "./kit/groups.ts";
import { hotRowFloor } from "./kit/insert-floor.ts";
import { talkOnProduct } from "./kit/talk.ts";

const IN_FLIGHT = 4;

export const hotConversation: Benchmark = {
  name: "hot-conversation",
  title: "one conversation: 100 members who send, 20 who listen, all of them hear it",
  unit: "messages/s",
  floorName: "pgbench, UPDATE and INSERT in a transaction on one row, best of 8, 16 and 32 clients",
  better: "higher",
  atLeast: 3,
  aim: 5,
  async run(bench) {
    const senders = bench.scaled(100);
    const shape = { groups: 1, members: senders + bench.scaled(20), senders };
    const talk = talkOnProduct(await gatherOnProduct(bench, shape), IN_FLIGHT);
    const transactions = await hotRowFloor(bench);
    await transactions.findBestClients(bench.options.seconds / 6);
    return alternate(bench, {
      async product(seconds) {
        const { acknowledgedPerSecond, details } = await talk(seconds);
        return { value: acknowledgedPerSecond, details };
      },
      async floor(seconds) {
        const { perSecond, latencies } = await transactions.run(seconds);
        return { value: perSecond, details: { clients: transactions.clients, p99Ms: latencies.p99 } };
      },
    });
  },
};
