/** 9. The list of somebody with 1,000 conversations, against its SQL alone; and how it grows from 100 to 5,000. */
import { connect } from "@oschat/server/database/connection";
import { Kysely, PostgresDialect } from "kysely";
import { readSummaries } from "../apps/server/src/features/conversations/conversations.store.ts";
import { alternate } from "./kit/alternate.ts";
import type { Arrangement, Person } from "./kit/arrange.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { pgbench } from "./kit/pgbench.ts";
import type { RequestsResult } from "./load/requests.ts";

const SIZES = [100, 1_000, 5_000];
const COMPARED = 1_000;
const PEERS = 500;
const DM_EVERY = 10;
const MESSAGES_EACH = 10;
const UNREAD_EACH = 3;

export const conversationList: Benchmark = {
  name: "conversation-list",
  title: "conversation list of a user with 1,000 conversations, p50 (growth from 100, to 5,000)",
  unit: "ms",
  floorName: "the same SQL in pgbench",
  better: "lower",
  atLeast: 2,
  aim: 1.3,
  maxSeconds: 24,
  async run(bench) {
    const { url, arrange } = await bench.database();
    const people = await arrange.people(PEERS + SIZES.length);
    const peerIds = people.slice(SIZES.length).map(({ id }) => id);
    const listed: { person: Person; size: number }[] = [];
    for (const [index, size] of SIZES.entries()) {
      const person = people[index];
      if (person === undefined) throw new Error("too few people");
      listed.push({ person, size });
      await converse(arrange, person, bench.scaled(size, DM_EVERY), peerIds);
    }
    const product = await bench.product(url);
    const load = bench.worker("load/main");
    const compared = listed.find(({ size }) => size === COMPARED)?.person ?? listed[0]?.person;
    if (compared === undefined) throw new Error("nobody to compare");
    const script = await sqlOfList(url, compared.id);

    const list = ({ token }: Person, seconds: number) =>
      load.call<RequestsResult>("askInTurn", { port: product.port, token, paths: ["/conversations"], seconds });
    return alternate(bench, {
      async product(seconds) {
        const details: Record<string, number> = {};
        let value = Number.NaN;
        for (const { person, size } of listed) {
          const { latencies, bytes } = await list(person, seconds / SIZES.length);
          details[`of${size}P50Ms`] = latencies.p50;
          details[`of${size}P99Ms`] = latencies.p99;
          if (person === compared) {
            value = latencies.p50;
            details.kilobytes = bytes / 1e3;
          }
        }
        return { value, details };
      },
      async floor(seconds) {
        const { latencies } = await pgbench({ databaseUrl: url, scripts: [script], clients: 1, seconds: seconds / 3 });
        return { value: latencies.p50, details: { p99Ms: latencies.p99 } };
      },
    });
  },
};

/** One direct message in ten; the rest are groups of three. */
async function converse(arrange: Arrangement, person: Person, size: number, peerIds: readonly string[]): Promise<void> {
  const dms = Math.min(peerIds.length, Math.floor(size / DM_EVERY));
  const peer = (index: number) => peerIds[index % peerIds.length] ?? "";
  const groups = Array.from({ length: size - dms }, (_, index) => [person.id, peer(index), peer(index + 1)]);
  const ids = [...(await arrange.directMessages(person.id, peerIds.slice(0, dms))), ...(await arrange.groups(groups))];
  await arrange.messages(ids, MESSAGES_EACH, UNREAD_EACH);
}

/** The statement that the server runs, with its parameters written into it. */
async function sqlOfList(databaseUrl: string, userId: string): Promise<string> {
  const { pool, close } = connect(databaseUrl, 1, () => {});
  const statements: string[] = [];
  const db = new Kysely<never>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      statements.push(
        query.sql.replaceAll(/\$(\d+)/g, (_, place) => `'${String(query.parameters[Number(place) - 1])}'`),
      );
    },
  });
  await readSummaries(db as never, userId);
  await close();
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error(`${statements.length} statements, not one`);
  return `${statement.trim()};\n`;
}
