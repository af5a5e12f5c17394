/** How the server fared, and how soon everyone was equal again: I21, I22, I23. */
import { ERRORS } from "@oschat/protocol";
import type { Entry, History } from "../history/entry.ts";
import { type EntryOf, isAbout } from "./asked.ts";
import type { Run } from "./run.ts";

const CONVERGE_MS = 30_000;
const CONNECTS_PER_SECOND = 1;
/** Everyone may come back once, and once more when the first attempt fell into the healing itself. */
const FIRST_CONNECTS = 2;
const MAX_RSS_MB = 512;
/**
 * For the typical second without faults, 10 seconds after a start. Twenty programs share two processors: single seconds tell nothing
 * about the server, and a server with a machine of its own stays far below.
 */
const MAX_LOOP_DELAY_MS = 500;
const START_MS = 10_000;
/** How long a fault that happens at once is felt. */
const AFTERMATH_MS = 5_000;
const FEWEST_SAMPLES = 10;
/** Memory that falls this far within a second is that of another process. */
const NEW_PROCESS_SHARE = 0.7;
/** Finding out who asks and doing it may each take 2.5 s at most; the rest is a busy machine. */
const FAIL_FAST_MS = 6_000;
/** Faults of the database have names that begin so. */
const DATABASE_FAULT = /^database/;

export function phaseAt({ entries }: History, phase: EntryOf<"phase">["phase"]): number | null {
  return entries.find((entry) => entry.type === "phase" && entry.phase === phase)?.at ?? null;
}

export function* everyoneIsEqualSoon({ history, steps, devices }: Run): Generator<string> {
  const healed = phaseAt(history, "healing");
  const quiet = phaseAt(history, "quiet");
  if (healed === null || quiet === null) {
    yield "everyone was never equal";
    return;
  }
  const tookMs = Math.round(quiet - healed);
  if (tookMs > CONVERGE_MS) yield `everyone was equal after ${tookMs} ms`;
  for (const { device } of devices.values()) {
    const connects = (steps.get(device) ?? []).filter(
      ({ entry }) =>
        entry.type === "connection" && entry.at > healed && entry.at < quiet && entry.status === "connecting",
    ).length;
    const most = FIRST_CONNECTS + (CONNECTS_PER_SECOND * tookMs) / 1_000;
    if (connects > most) yield `${device} connected ${connects} times in ${tookMs} ms after healing`;
  }
  for (const { device, views } of history.final.devices) {
    for (const { conversationId, pending } of views) {
      if (pending > 0) yield `${device} still has ${pending} messages on their way to ${conversationId}`;
    }
  }
}

interface Interval {
  from: number;
  to: number;
}

/** From `on` to the `off` of the same name; what happens at once lasts `onceMs`. */
function faultsOf(entries: readonly Entry[], name: RegExp, onceMs: number): Interval[] {
  const intervals: Interval[] = [];
  const open = new Map<string, Interval[]>();
  for (const entry of entries) {
    if (entry.type !== "fault" || !name.test(entry.name)) continue;
    if (entry.phase === "off") {
      for (const interval of open.get(entry.name) ?? []) interval.to = entry.at;
      open.delete(entry.name);
      continue;
    }
    const interval = { from: entry.at, to: entry.phase === "once" ? entry.at + onceMs : Infinity };
    intervals.push(interval);
    if (entry.phase === "on") open.set(entry.name, [...(open.get(entry.name) ?? []), interval]);
  }
  return intervals;
}

export function* memoryAndDelaysAreBounded({ history }: Run): Generator<string> {
  const faults = faultsOf(history.entries, /./, AFTERMATH_MS);
  const samples = history.entries.filter((entry) => entry.type === "sample");
  const most = samples.reduce((highest, { rssMb }) => Math.max(highest, rssMb), 0);
  if (most > MAX_RSS_MB) yield `the server took ${most} MB`;
  let upSince: number | null = null;
  let rssBefore = 0;
  const delays: number[] = [];
  for (const { at, loopDelayMs, rssMb } of samples) {
    const isNew = rssMb < rssBefore * NEW_PROCESS_SHARE;
    rssBefore = rssMb;
    if (loopDelayMs === null) upSince = null;
    else if (isNew || upSince === null) upSince = at;
    if (loopDelayMs === null || upSince === null || at < upSince + START_MS) continue;
    if (!faults.some(({ from, to }) => at >= from && at <= to + AFTERMATH_MS)) delays.push(loopDelayMs);
  }
  delays.sort((a, b) => a - b);
  const typical = delays[Math.floor(delays.length / 2)] ?? 0;
  if (delays.length >= FEWEST_SAMPLES && typical > MAX_LOOP_DELAY_MS) {
    yield `in half of the seconds without faults the event loop was late by ${typical} ms or more`;
  }
}

/** An attempt without an answer ran into the client's own patience: nothing is known of the server then. */
export function* failsFastWithoutDatabase(run: Run): Generator<string> {
  const outages = faultsOf(run.history.entries, DATABASE_FAULT, 0);
  for (const { attempts, device } of run.asked.filter((one) => isAbout(one, "send"))) {
    for (const { at, tookMs, status, result } of attempts) {
      const isDuring = outages.some(({ from, to }) => at - tookMs >= from && at - tookMs <= to);
      if (!isDuring || status === null) continue;
      if (tookMs > FAIL_FAST_MS)
        yield `${device} was answered ${status} after ${Math.round(tookMs)} ms without a database`;
      if (status >= 500 && !isRepeatable(status, result))
        yield `${device} was answered ${status} (${result}) without a database`;
    }
  }
  for (const entry of run.history.entries) {
    if (entry.type === "fault" && entry.name === "server-died") yield `the server ended by itself: ${entry.detail}`;
  }
}

function isRepeatable(status: number, result: string): boolean {
  const known = Object.entries(ERRORS).find(([code]) => code === result)?.[1];
  return status !== 500 && known?.status === status && known.retryable;
}
