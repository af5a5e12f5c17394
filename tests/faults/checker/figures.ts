/** What a run came to, in numbers, for reports. Pure. */
import type { History } from "../history/entry.ts";
import { collectAsked, isAbout } from "./asked.ts";
import { phaseAt } from "./health.ts";
import { type Slopes, slopesOf } from "./slopes.ts";

export interface Figures {
  sends: number;
  acks: number;
  fails: number;
  unknowns: number;
  /** Messages that a screen showed for the first time, over all engines. */
  deliveries: number;
  /** New messages that reached bare sockets. */
  heard: number;
  /** How often each fault began. */
  faults: Record<string, number>;
  /** From healing until everyone was equal; null if that never came. */
  convergeMs: number | null;
  /** Operations of all kinds that began while the load ran. */
  operationsPerSecond: number;
  /** Connections after the first of each device. */
  reconnects: number;
  maxRssMb: number;
  slopes: Slopes | null;
}

export function figures(history: History): Figures {
  const asked = collectAsked(history.entries);
  const sends = asked.filter((one) => isAbout(one, "send"));
  const withOutcome = (wanted: string) => sends.filter(({ outcome }) => outcome === wanted).length;
  const begun = phaseAt(history, "load");
  const healed = phaseAt(history, "healing");
  const quiet = phaseAt(history, "quiet");
  const underLoad = asked.filter(({ invokedAt }) => invokedAt >= (begun ?? 0) && invokedAt <= (healed ?? 0)).length;
  return {
    sends: sends.length,
    acks: withOutcome("ok"),
    fails: withOutcome("fail"),
    unknowns: withOutcome("unknown"),
    ...streams(history),
    slopes: slopesOf(history.entries),
    convergeMs: healed === null || quiet === null ? null : quiet - healed,
    operationsPerSecond: begun === null || healed === null ? 0 : (underLoad * 1_000) / (healed - begun),
  };
}

function streams({ entries }: History): Pick<Figures, "deliveries" | "heard" | "faults" | "reconnects" | "maxRssMb"> {
  const shown = new Set<string>();
  const connected = new Set<string>();
  const faults: Record<string, number> = {};
  let heard = 0;
  let reconnects = 0;
  let maxRssMb = 0;
  for (const entry of entries) {
    if (entry.type === "shown") for (const { messageId } of entry.messages) shown.add(`${entry.device} ${messageId}`);
    if (entry.type === "heard" && entry.event === "message:new") heard += 1;
    if (entry.type === "fault" && entry.phase !== "off") faults[entry.name] = (faults[entry.name] ?? 0) + 1;
    if (entry.type === "sample") maxRssMb = Math.max(maxRssMb, entry.rssMb);
    if (entry.type !== "connection" || entry.status !== "live") continue;
    if (connected.has(entry.device)) reconnects += 1;
    connected.add(entry.device);
  }
  return { deliveries: shown.size, heard, faults, reconnects, maxRssMb };
}
