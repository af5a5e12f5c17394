/**
 * Processor time and memory of processes, from /proc. The time of a tree counts children that ended already: their parent keeps
 * it once it has waited for them.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
const PAGE_BYTES = Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" }));

const SETTLE_STEP_MS = 100;
/** A server that uses less than a tenth of a processor has caught up. */
const SETTLED_SHARE = 0.1;
const SETTLED_STEPS = 5;
const MAX_SETTLE_MS = 30_000;

interface Stat {
  parent: number;
  seconds: number;
}

/** Processor seconds of these processes and all their descendants. */
export function cpuSeconds(roots: readonly number[]): number {
  const stats = readStats();
  const isInside = new Map<number, boolean>(roots.map((pid) => [pid, true]));
  const inside = (pid: number): boolean => {
    const known = isInside.get(pid);
    if (known !== undefined) return known;
    const parent = stats.get(pid)?.parent ?? 0;
    const answer = parent > 1 && inside(parent);
    isInside.set(pid, answer);
    return answer;
  };
  let seconds = 0;
  for (const [pid, stat] of stats) if (inside(pid)) seconds += stat.seconds;
  return seconds;
}

/** The processes whose parent it is. */
export function childrenOf(pid: number): number[] {
  return [...readStats()].filter(([, { parent }]) => parent === pid).map(([child]) => child);
}

/** Processor seconds that the whole machine has spent working. */
export function machineCpuSeconds(): number {
  const fields = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}

export function residentBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
}

export function parentOf(pid: number): number {
  return readStat(pid)?.parent ?? 0;
}

/** Waits until these trees are idle again. Returns how long they went on working, in milliseconds. */
export async function untilSettled(roots: readonly number[]): Promise<number> {
  const started = performance.now();
  let lastBusy = started;
  let before = cpuSeconds(roots);
  let quietSteps = 0;
  while (quietSteps < SETTLED_STEPS && performance.now() - started < MAX_SETTLE_MS) {
    await sleep(SETTLE_STEP_MS);
    const now = cpuSeconds(roots);
    const isQuiet = now - before <= (SETTLED_SHARE * SETTLE_STEP_MS) / 1_000 + 1e-9;
    quietSteps = isQuiet ? quietSteps + 1 : 0;
    if (!isQuiet) lastBusy = performance.now();
    before = now;
  }
  return lastBusy - started;
}

function readStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readStat(Number(entry));
    if (stat !== null) stats.set(Number(entry), stat);
  }
  return stats;
}

/** Null for a process that is gone. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND };
  } catch {
    return null;
  }
}
