/** 8. One client catches up on 10,000 messages, against the SELECT of these rows and one JSON.stringify. */
import { alternate } from "./kit/alternate.ts";
import { type Benchmark, check } from "./kit/benchmark.ts";
import { summarise } from "./kit/statistics.ts";
import type { CatchUpResult } from "./load/catch-up.ts";

const CONVERSATIONS = 10;

export const catchUp: Benchmark = {
  name: "catch-up",
  title: "catch-up of 10,000 messages by one client, 10 conversations of 1,000",
  unit: "ms",
  floorName: "the SELECT + JSON.stringify",
  better: "lower",
  atLeast: 1.5,
  aim: 1.0,
  maxSeconds: 15,
  async run(bench) {
    const { url, arrange } = await bench.database();
    const perConversation = bench.scaled(1_000, 10);
    const people = await arrange.people(10);
    const everyone = people.map(({ id }) => id);
    const conversationIds = await arrange.groups(Array.from({ length: CONVERSATIONS }, () => everyone));
    await arrange.messages(conversationIds, perConversation);
    const product = await bench.product(url);
    const load = bench.worker("load/main");
    const floor = bench.worker("floors/select-and-stringify");
    const expected = perConversation * CONVERSATIONS;
    const token = people[0]?.token ?? "";

    return alternate(bench, {
      async product(seconds) {
        const order = { port: product.port, token, conversationIds, seconds };
        const { times, messages, bytes } = await load.call<CatchUpResult>("catchUp", order);
        check(messages === expected, `${messages} messages instead of ${expected}`);
        const { p50, p99, count } = summarise(times);
        return { value: p50, details: { p99Ms: p99, times: count, megabytes: bytes / 1e6 } };
      },
      async floor(seconds) {
        const order = { databaseUrl: url, conversationIds, seconds };
        const { times, messages } = await floor.call<{ times: number[]; messages: number }>("read", order);
        check(messages === expected, `${messages} rows instead of ${expected}`);
        const { p50, p99, count } = summarise(times);
        return { value: p50, details: { p99Ms: p99, times: count } };
      },
    });
  },
};
