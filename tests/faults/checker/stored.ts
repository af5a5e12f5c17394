/** What the database holds, against what devices were told: I1, I3, I4, I8, I9, I24. */
import type { SeenMessage } from "../history/entry.ts";
import { type Asked, groupBy, isAbout, keyOf, nameOf, type OperationOf } from "./asked.ts";
import type { Run } from "./run.ts";
import { notShownBy } from "./views.ts";

export function* acknowledgedIsStored(run: Run): Generator<string> {
  const edits = groupBy(editsIn(run), ({ operation }) => operation.messageId);
  for (const sent of run.sends.values()) {
    if (sent.outcome !== "ok") continue;
    if (sent.rows.length !== 1) yield `${nameOf(sent)} was acknowledged and is stored ${sent.rows.length} times`;
    for (const { messageId, body, isDeleted } of sent.rows) {
      const written = [...sent.asked, ...(edits.get(messageId) ?? [])].filter(({ outcome }) => outcome !== "fail");
      const isTheirs = isDeleted || written.some(({ operation }) => operation.body === body);
      if (!isTheirs) yield `${nameOf(sent)} is stored with a text that nobody wrote: ${body}`;
    }
  }
}

/** A refused text: by the message it was meant to be, or to change. */
interface Refused {
  device: string;
  body: string;
}

export function* refusedIsNowhere(run: Run): Generator<string> {
  const refused = new Map<string, Refused[]>();
  const refuse = (key: string, { device, operation: { body } }: Asked<OperationOf<"send" | "edit">>) =>
    refused.set(key, [...(refused.get(key) ?? []), { device, body }]);
  for (const sent of run.sends.values()) {
    const ghost = run.ghosts.get(sent.key);
    if (sent.outcome === "fail" && sent.rows.length > 0) yield `${nameOf(sent)} was refused and is stored`;
    if (sent.outcome === "fail" && ghost !== undefined) yield `${nameOf(sent)} was refused and ${ghost.who} shows it`;
    if (sent.outcome !== "fail") for (const one of withoutTwin(sent.asked)) refuse(sent.key, one);
  }
  for (const [messageId, edits] of groupBy(editsIn(run), ({ operation }) => operation.messageId)) {
    for (const one of withoutTwin(edits)) refuse(messageId, one);
  }
  if (refused.size > 0) yield* placesOfRefused(run, refused);
  const deletions = run.asked.filter((one) => isAbout(one, "delete"));
  for (const [messageId, same] of groupBy(deletions, ({ operation }) => operation.messageId)) {
    const isRefused = same.every(({ outcome }) => outcome === "fail");
    if (isRefused && run.rowsById.get(messageId)?.isDeleted)
      yield `deleting ${messageId} was refused and it is deleted`;
  }
}

/** The refused ones whose text nobody else asked for with another outcome. */
function withoutTwin<O extends { body: string }, A extends { outcome: string; operation: O }>(
  asked: readonly A[],
): A[] {
  const possible = new Set(asked.filter(({ outcome }) => outcome !== "fail").map(({ operation }) => operation.body));
  return asked.filter(({ outcome, operation }) => outcome === "fail" && !possible.has(operation.body));
}

function* placesOfRefused(run: Run, refused: ReadonlyMap<string, readonly Refused[]>): Generator<string> {
  const stored = run.history.final.database.messages.map((message) => ({ who: "the database", message }));
  for (const { who, message } of [...stored, ...run.seen]) {
    for (const key of [keyOf(message), message.messageId]) {
      const found = refused.get(key)?.find(({ body }) => body === message.body);
      if (found !== undefined) yield `"${found.body}" of ${found.device} was refused and ${who} has it`;
    }
  }
}

export function* unansweredIsWhole(run: Run): Generator<string> {
  for (const sent of run.sends.values()) {
    if (sent.outcome !== "unknown") continue;
    if (sent.rows.length > 1) yield `${nameOf(sent)} is stored ${sent.rows.length} times`;
    if (sent.rows.length === 1) yield* notShownBy(run, sent, () => true);
    const ghost = run.ghosts.get(sent.key);
    if (ghost !== undefined) yield `${nameOf(sent)} is not stored and ${ghost.who} showed it`;
  }
}

export function* countersHaveNoHoles({ history, rows }: Run): Generator<string> {
  for (const { id, lastSeq, lastRev } of history.final.database.conversations) {
    const own = rows.get(id) ?? [];
    const hole = own.findIndex(({ seq }, index) => seq !== index + 1);
    if (hole !== -1) yield `${id}: place ${hole + 1} is taken by ${own[hole]?.seq}`;
    if (own.length !== lastSeq) yield `${id}: ${own.length} messages, and the last place is ${lastSeq}`;
    const revs = new Set(own.map(({ rev }) => rev));
    if (revs.size !== own.length) yield `${id}: two messages have one revision`;
    const highest = own.reduce((most, { rev }) => Math.max(most, rev), 0);
    if (highest !== lastRev) yield `${id}: the highest revision is ${highest}, and the last one ${lastRev}`;
  }
}

export function* placesAgree(run: Run): Generator<string> {
  for (const { who, conversationId, message } of run.seen) {
    const rows = run.rowsByKey.get(keyOf(message)) ?? [];
    if (rows.length === 0 || rows.some((row) => isSamePlace(row, conversationId, message))) continue;
    yield `${who} has ${message.messageId} at ${conversationId} ${message.seq}, stored at ${rows[0]?.conversationId} ${rows[0]?.seq}`;
  }
  for (const sent of run.sends.values()) {
    const [row] = sent.rows;
    if (row === undefined) continue;
    if (row.conversationId !== sent.conversationId) yield `${nameOf(sent)} is stored in ${row.conversationId}`;
    for (const { seq, messageId, rev } of sent.asked.flatMap(({ oks }) => oks)) {
      const isSame = (seq ?? row.seq) === row.seq && (messageId ?? row.messageId) === row.messageId;
      if (!isSame)
        yield `${nameOf(sent)} was acknowledged as ${messageId} at ${seq}, stored as ${row.messageId} at ${row.seq}`;
      if (rev !== null && rev > row.rev)
        yield `${nameOf(sent)} was acknowledged at revision ${rev}, stored at ${row.rev}`;
    }
  }
}

function isSamePlace(row: SeenMessage & { conversationId: string }, conversationId: string, message: SeenMessage) {
  return row.messageId === message.messageId && row.seq === message.seq && row.conversationId === conversationId;
}

/** An attempt that was refused although the message is stored must be followed by one that says so, or by an open question. */
export function* errorsHideNoSuccess(run: Run): Generator<string> {
  const doubted = new Set(
    run.history.entries.flatMap((entry) => (entry.type === "unknown" ? [`${entry.device} ${entry.op}`] : [])),
  );
  for (const sent of run.sends.values()) {
    if (sent.rows.length === 0) continue;
    for (const { device, op, attempts, oks } of sent.asked) {
      const last = attempts.at(-1);
      const isRefused = last !== undefined && last.result !== "ok" && last.result !== "no answer";
      if (!isRefused || last.result === "idempotency_conflict" || oks.length > 0 || doubted.has(`${device} ${op}`))
        continue;
      const isCut = run.steps.get(device)?.some(({ entry }) => entry.type === "started" && entry.at > last.at);
      if (!isCut) yield `${nameOf(sent)} is stored, and the last that ${device} heard of it is ${last.result}`;
    }
  }
}

function editsIn(run: Run): Asked<OperationOf<"edit">>[] {
  return run.asked.filter((one) => isAbout(one, "edit"));
}
