/**
 * `npm run crash` ends the server under the load of `npm run bench -- sends`: with SIGKILL, by killing PostgreSQL under it, and as an
 * operator would; three times each. Then it compares what was promised with what is stored: every acknowledged message exactly
 * once, at the place it was acknowledged for; nothing heard that is not stored; places without holes (I1, I3, O1). Stopping
 * must take less than two seconds. Exits with 1 when anything is wrong.
 *
 *   CRASH_ROUNDS  how often each is ended (3)     CRASH_SECONDS  how long the load runs (8)
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbeddedDatabase } from "@oschat/server/database/embedded";
import { migrate } from "@oschat/server/database/migrate";
import { startWorker } from "@oschat/test-kit/worker";
import { type Arrangement, arrange } from "./kit/arrange.ts";
import { childrenOf, parentOf } from "./kit/process-cpu.ts";
import { startProduct } from "./kit/product.ts";
import { buildPrograms, buildServer, type Programs } from "./kit/programs.ts";
import type { RushOrder, RushResult } from "./load/rush.ts";

const GROUPS = 50;
const MEMBERS = 10;
const IN_FLIGHT = 4;
const PATIENCE_MS = 30_000;
const MAX_STOP_MS = 2_000;
const ENDINGS = ["server killed", "PostgreSQL killed", "server stopped"] as const;

type Ending = (typeof ENDINGS)[number];

const rounds = Number(process.env.CRASH_ROUNDS ?? 3);
const seconds = Number(process.env.CRASH_SECONDS ?? 8);

async function round(ending: Ending, programs: Programs): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-crash-"));
  await chmod(dataDir, 0o755);
  const database = await startEmbeddedDatabase({ dataDir, password: randomBytes(24).toString("hex") });
  const url = database.url("postgres");
  await migrate(url);
  const arrangement = arrange(url);
  const people = await arrangement.people(GROUPS * MEMBERS);
  const groups = Array.from({ length: GROUPS }, (_, group) => people.slice(group * MEMBERS, (group + 1) * MEMBERS));
  const conversationIds = await arrangement.groups(groups.map((group) => group.map(({ id }) => id)));
  const [backend] = await arrangement.query<{ pid: number }>("select pg_backend_pid() as pid");
  const postmaster = parentOf(backend?.pid ?? 0);
  const product = await startProduct({ databaseUrl: url });
  const load = startWorker(programs.path("load/main"));
  const end: Record<Ending, () => Promise<number>> = {
    "server killed": () => product.kill().then(() => 0),
    "PostgreSQL killed": async () => {
      for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, "SIGKILL");
      return 0;
    },
    "server stopped": product.stop,
  };
  try {
    const rushing = load.call<RushResult>("rush", {
      port: product.port,
      seats: people.map(({ token }, index) => ({ token, group: Math.floor(index / MEMBERS), isSender: true })),
      conversationIds,
      inFlight: IN_FLIGHT,
      seconds,
      patienceMs: PATIENCE_MS,
    } satisfies RushOrder);
    await sleep((seconds * 1_000) / 2 + Math.random() * 1_000);
    const took = await end[ending]();
    const result = await rushing;
    const faults = await compare(arrangement, result);
    if (took > MAX_STOP_MS) faults.push(`it took ${Math.round(took)} ms`);
    const { acknowledged, sent, refused, unknown } = result;
    if (ending === "PostgreSQL killed" && unknown > 0) faults.push(`${unknown} sends were never answered`);
    console.log(
      `${ending}${took > 0 ? ` in ${Math.round(took)} ms` : ""}: ${sent} sent, ${acknowledged.length} acknowledged, ${refused} refused and repeated, ${unknown} unknown: ` +
        (faults.length === 0 ? "nothing lost, nothing doubled" : faults.join("; ")),
    );
    return faults;
  } finally {
    await load.stop();
    await product.kill().catch(() => {});
    await arrangement.close();
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compare({ query }: Arrangement, { acknowledged, heard }: RushResult): Promise<string[]> {
  const stored = await query<{ id: string; client_msg_id: string; conversation_id: string; seq: string }>(
    "select id, client_msg_id, conversation_id, seq from messages",
  );
  const byId = new Map(stored.map((row) => [row.client_msg_id, row]));
  const lost = acknowledged.filter(({ clientMsgId }) => !byId.has(clientMsgId)).length;
  const moved = acknowledged.filter(({ clientMsgId, messageId, conversationId, seq }) => {
    const row = byId.get(clientMsgId);
    const isSame = row?.id === messageId && row.conversation_id === conversationId && Number(row.seq) === seq;
    return row !== undefined && !isSame;
  }).length;
  const heads = await query<{ id: string; last_seq: string; last_rev: string; rows: string; highest: string }>(
    `select c.id, c.last_seq, c.last_rev, count(m.id) as rows, coalesce(max(m.seq), 0) as highest
     from conversations c left join messages m on m.conversation_id = c.id group by c.id`,
  );
  const torn = heads.filter(
    ({ last_seq, last_rev, rows, highest }) => rows !== last_seq || highest !== last_seq || last_rev !== last_seq,
  ).length;
  const dreamt = heads.filter(({ id, last_seq }) => (heard[id] ?? 0) > Number(last_seq)).length;
  const faults = [];
  if (acknowledged.length === 0) faults.push("nothing was acknowledged: there was no load");
  if (lost > 0) faults.push(`${lost} acknowledged messages lost`);
  if (moved > 0) faults.push(`${moved} acknowledged messages are somewhere else`);
  if (stored.length !== byId.size) faults.push(`${stored.length - byId.size} messages doubled`);
  if (torn > 0) faults.push(`${torn} conversations with holes`);
  if (dreamt > 0) faults.push(`${dreamt} conversations in which more was heard than is stored`);
  return faults;
}

await buildServer();
const programs = await buildPrograms();
try {
  for (const ending of ENDINGS) {
    for (let count = 0; count < rounds; count += 1) {
      const faults = await round(ending, programs);
      if (faults.length > 0) process.exitCode = 1;
    }
  }
} finally {
  await programs.remove();
}
process.exit();
