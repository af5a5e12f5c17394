/** 10. A page of history in the middle of 2 million messages, against the same among 10 thousand. */
import { alternate } from "./kit/alternate.ts";
import type { Bench, Benchmark } from "./kit/benchmark.ts";
import type { RequestsResult } from "./load/requests.ts";

const PER_CONVERSATION = 1_000;
const SMALL = 10_000;
const LARGE = 2_000_000;
const PLACES = 5_000;
const PAGE = 50;

export const historyPage: Benchmark = {
  name: "history-page",
  title: "a page of 50 at a random place, p99, with 2 million messages",
  unit: "ms",
  floorName: "itself, with 10 thousand messages",
  better: "lower",
  atLeast: 1.15,
  aim: 1.05,
  maxSeconds: 20,
  async run(bench) {
    const load = bench.worker("load/main");
    const [large, small] = [await library(bench, LARGE), await library(bench, SMALL)];
    const read = async (from: Library, seconds: number) => {
      const { latencies, bytes } = await load.call<RequestsResult>("askInTurn", { ...from, seconds });
      return {
        value: latencies.p99,
        details: { p50Ms: latencies.p50, maxMs: latencies.max, pages: latencies.count, kilobytes: bytes / 1e3 },
      };
    };
    return alternate(bench, {
      product: (seconds) => read(large, seconds),
      floor: (seconds) => read(small, seconds),
    });
  },
};

interface Library {
  port: number;
  token: string;
  paths: string[];
}

/** A database with that many messages, a server on it, and pages to ask for. */
async function library(bench: Bench, messages: number): Promise<Library> {
  const { url, arrange } = await bench.database();
  const people = await arrange.people(10);
  const everyone = people.map(({ id }) => id);
  const perConversation = bench.scaled(PER_CONVERSATION, PAGE * 2);
  const conversations = Math.max(1, Math.round(bench.scaled(messages) / perConversation));
  const conversationIds = await arrange.groups(Array.from({ length: conversations }, () => everyone));
  await arrange.messages(conversationIds, perConversation);
  const places = await arrange.query<{ id: string; conversation_id: string }>(
    "select id, conversation_id from messages where seq > $1 order by random() limit $2",
    [PAGE, PLACES],
  );
  const product = await bench.product(url);
  return {
    port: product.port,
    token: people[0]?.token ?? "",
    paths: places.map((place) => `/conversations/${place.conversation_id}/messages?before=${place.id}&limit=${PAGE}`),
  };
}
