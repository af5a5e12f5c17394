/** What devices asked for, and what became of it. Sends are one thing per sender and `clientMsgId`, whatever device they came from. */
import type { DeviceInfo, Entry, History, Operation } from "../history/entry.ts";

export type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;
export type OperationOf<D extends Operation["do"]> = Extract<Operation, { do: D }>;
export type Row = History["final"]["database"]["messages"][number];
type Outcome = "ok" | "fail" | "unknown";

/** One operation of a device. `outcome` is the strongest of all answers: parallel attempts may end differently. */
export interface Asked<O extends Operation = Operation> {
  device: string;
  op: number;
  operation: O;
  invokedAt: number;
  oks: EntryOf<"ok">[];
  attempts: EntryOf<"attempt">[];
  outcome: Outcome;
  /** The code of the refusal, if there was one. */
  code: string | null;
}

/** One message by its sender and `clientMsgId`, from however many devices it was sent. */
export interface Sent {
  key: string;
  senderId: string;
  conversationId: string;
  asked: Asked<OperationOf<"send">>[];
  rows: readonly Row[];
  outcome: Outcome;
  /** Of the first attempt, and of the first acknowledgement. */
  invokedAt: number;
  okAt: number | null;
}

export function keyOf({ senderId, clientMsgId }: { senderId: string; clientMsgId: string }): string {
  return `${senderId} ${clientMsgId}`;
}

export function isAbout<D extends Operation["do"]>(asked: Asked, what: D): asked is Asked<OperationOf<D>> {
  return asked.operation.do === what;
}

export function groupBy<T, K>(items: Iterable<T>, keyOfItem: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

export function nameOf({ key, conversationId, asked }: Sent): string {
  return `${key} in ${conversationId} (sent by ${asked.map(({ device }) => device).join(", ")})`;
}

/** In the order in which they began. */
export function collectAsked(entries: readonly Entry[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const entry of entries) {
    if (!("op" in entry)) continue;
    const { device, op, at } = entry;
    if (entry.type === "invoke") {
      const { operation } = entry;
      const outcome = "unknown";
      asked.set(`${device} ${op}`, {
        device,
        op,
        operation,
        invokedAt: at,
        oks: [],
        attempts: [],
        outcome,
        code: null,
      });
    }
    const one = asked.get(`${device} ${op}`);
    if (one === undefined) continue;
    if (entry.type === "ok") one.oks.push(entry);
    if (entry.type === "attempt") one.attempts.push(entry);
    if (entry.type === "fail") one.code = entry.code;
  }
  const doubtful = new Set(
    entries.filter(({ type }) => type === "unknown").map((entry) => `${entry.device} ${"op" in entry ? entry.op : ""}`),
  );
  for (const [id, one] of asked) {
    if (one.oks.length > 0) one.outcome = "ok";
    else if (one.code !== null && !doubtful.has(id)) one.outcome = "fail";
  }
  return [...asked.values()];
}

/** By sender and `clientMsgId`. */
export function collectSends(
  asked: readonly Asked[],
  devices: ReadonlyMap<string, DeviceInfo>,
  rowsByKey: ReadonlyMap<string, readonly Row[]>,
): Map<string, Sent> {
  const sends = asked.filter((one) => isAbout(one, "send"));
  const userOf = (device: string) => devices.get(device)?.userId ?? device;
  const byKey = groupBy(sends, ({ device, operation: { clientMsgId } }) =>
    keyOf({ senderId: userOf(device), clientMsgId }),
  );
  const found = new Map<string, Sent>();
  for (const [key, same] of byKey) {
    const [first] = same;
    if (first === undefined) continue;
    const outcomes = new Set(same.map(({ outcome }) => outcome));
    found.set(key, {
      key,
      senderId: userOf(first.device),
      conversationId: first.operation.conversationId,
      asked: same,
      rows: rowsByKey.get(key) ?? [],
      outcome: outcomes.has("ok") ? "ok" : outcomes.has("unknown") ? "unknown" : "fail",
      invokedAt: Math.min(...same.map(({ invokedAt }) => invokedAt)),
      okAt: same.flatMap(({ oks }) => oks.map(({ at }) => at)).sort((a, b) => a - b)[0] ?? null,
    });
  }
  return found;
}
