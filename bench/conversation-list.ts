/**
 * 9. The first page of the list of somebody with 1,000 conversations, as the client engine asks for it, against its SQL alone; how
 * it grows from 100 to 5,000; and how long all pages take, one after the other.
 */
import { LIMITS } from "@oschat/protocol";
import { connect } from "@oschat/server/database/connection";
import { Kysely, PostgresDialect } from "kysely";
import { listConversations } from "../apps/server/src/features/conversations/read-conversations.ts";
import { alternate } from "./kit/alternate.ts";
import type { Arrangement, Person } from "./kit/arrange.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { pgbench } from "./kit/pgbench.ts";
import type { RequestsResult } from "./load/requests.ts";

const SIZES = [100, 1_000, 5_000];
const COMPARED = 1_000;
/** As the client engine reads the list. */
const PAGE_SIZES = { first: 100, others: LIMITS.listPage };
const PEERS = 500;
const DM_EVERY = 10;
const MESSAGES_EACH = 10;
const UNREAD_EACH = 3;

export const conversationList: Benchmark = {
  name: "conversation-list",
  title: "first page of the list of a user with 1,000 conversations, p50 (growth from 100, to 5,000; all pages)",
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
    const listed: { person: Person; size: number; rows: number }[] = [];
    for (const [index, size] of SIZES.entries()) {
      const person = people[index];
      if (person === undefined) throw new Error("too few people");
      const rows = bench.scaled(size, DM_EVERY);
      listed.push({ person, size, rows });
      await converse(arrange, person, rows, peerIds);
    }
    const product = await bench.product(url);
    const load = bench.worker("load/main");
    const compared = listed.find(({ size }) => size === COMPARED)?.person ?? listed[0]?.person;
    if (compared === undefined) throw new Error("nobody to compare");
    const script = await sqlOfFirstPage(url, compared.id);

    return alternate(bench, {
      async product(seconds) {
        const details: Record<string, number> = {};
        let value = Number.NaN;
        for (const { person, size, rows } of listed) {
          const asked = { port: product.port, token: person.token, seconds: seconds / SIZES.length / 2 };
          const paths = [`/conversations?limit=${PAGE_SIZES.first}`];
          const page = await load.call<RequestsResult>("askInTurn", { ...asked, paths });
          const whole = await load.call<RequestsResult>("readWholeList", { ...asked, pageSizes: PAGE_SIZES, rows });
          details[`of${size}P50Ms`] = page.latencies.p50;
          details[`of${size}P99Ms`] = page.latencies.p99;
          details[`wholeOf${size}Ms`] = whole.latencies.p50;
          if (person === compared) {
            value = page.latencies.p50;
            details.kilobytes = page.bytes / 1e3;
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

/** The statement that the server runs for the first page, with its parameters written into it. */
async function sqlOfFirstPage(databaseUrl: string, userId: string): Promise<string> {
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
  await listConversations(db as never, userId, { limit: PAGE_SIZES.first });
  await close();
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error(`${statements.length} statements, not one`);
  return `${statement.trim()};\n`;
}
