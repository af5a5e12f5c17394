/** One message per statement into the product's own table, by pgbench: what PostgreSQL does without batching. */
import { randomUUID } from "node:crypto";
import type { Bench } from "./benchmark.ts";
import type { PgbenchResult } from "./pgbench.ts";
import { pgbench } from "./pgbench.ts";

const CLIENTS = [8, 16, 32];
/** Below that, connecting is all that happens on a busy machine. */
const MIN_TRY_SECONDS = 2;
const GROUPS = 50;
const MEMBERS = 10;
const BODY = "x".repeat(200);
const ANY_DIGEST = "sha256('')";

export interface InsertFloor {
  /** The number of clients that got most done in `findBestClients`. */
  clients: number;
  /** Finds that number. Returns how much got done with it. */
  findBestClients(seconds: number): Promise<{ perSecond: number }>;
  run(seconds: number, rate?: number): Promise<PgbenchResult>;
}

/** Single-row INSERTs by members of many groups, with places that never collide. */
export async function insertFloor(bench: Bench): Promise<InsertFloor> {
  const { url, arrange } = await bench.database();
  const people = await arrange.people(GROUPS * MEMBERS);
  const groups = Array.from({ length: GROUPS }, (_, index) => people.slice(index * MEMBERS, (index + 1) * MEMBERS));
  const conversationIds = await arrange.groups(groups.map((group) => group.map(({ id }) => id)));
  await arrange.query("create sequence places cache 1000");
  await arrange.query("vacuum analyze");
  const scripts = conversationIds.map((id, index) => insertOf(id, groups[index]?.[0]?.id ?? randomUUID()));
  return clientChooser((clients, seconds, rate) =>
    pgbench({ databaseUrl: url, scripts, clients, seconds, ...(rate === undefined ? {} : { rate }) }),
  );
}

/** UPDATE of one conversation's counters and INSERT of one message, in a transaction: the same row for everyone. */
export async function hotRowFloor(bench: Bench): Promise<InsertFloor> {
  const { url, arrange } = await bench.database();
  const people = await arrange.people(MEMBERS);
  const [id = ""] = await arrange.groups([people.map((person) => person.id)]);
  await arrange.query("vacuum analyze");
  const script = [
    "begin;",
    `update conversations set last_seq = last_seq + 1, last_rev = last_rev + 1, updated_at = now() where id = '${id}' returning last_seq as place \\gset`,
    insertOf(id, people[0]?.id ?? "", ":place::bigint"),
    "commit;",
  ].join("\n");
  return clientChooser((clients, seconds) => pgbench({ databaseUrl: url, scripts: [script], clients, seconds }));
}

function clientChooser(run: (clients: number, seconds: number, rate?: number) => Promise<PgbenchResult>): InsertFloor {
  const floor: InsertFloor = {
    clients: CLIENTS[1] ?? 16,
    async findBestClients(seconds) {
      const tries: { clients: number; perSecond: number }[] = [];
      for (const clients of CLIENTS) {
        const { perSecond } = await run(clients, Math.max(seconds, MIN_TRY_SECONDS));
        tries.push({ clients, perSecond });
      }
      const best = tries.sort((a, b) => b.perSecond - a.perSecond)[0] ?? { clients: floor.clients, perSecond: 0 };
      floor.clients = best.clients;
      return best;
    },
    run: (seconds, rate) => run(floor.clients, seconds, rate),
  };
  return floor;
}

/** The place comes from a sequence, which may leave holes: cheaper than what the product guarantees. */
function insertOf(conversationId: string, senderId: string, place = "nextval('places')"): string {
  return `insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
    select uuidv7(), '${conversationId}', '${senderId}', gen_random_uuid(), '${BODY}', ${ANY_DIGEST}, n, n, n, now()
    from (select ${place} as n) places;`;
}
