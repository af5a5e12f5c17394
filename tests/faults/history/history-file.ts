/** History files: JSON lines, each written through before the program goes on, so that a killed process leaves what it knew. */
import { closeSync, openSync, writeSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeviceInfo, Entry, FinalStates, Happening, History } from "./entry.ts";

/** The end of the name of every history file. */
export const HISTORY_FILE = ".history.jsonl";

export interface HistoryWriter {
  write(happening: Happening): void;
  close(): void;
}

/** What is known of a run beside its lines. */
export interface RunInfo {
  scenario: string;
  seed: number;
  devices: DeviceInfo[];
  initialMembers: History["initialMembers"];
}

/** Milliseconds of the machine's monotonic clock: the same for all processes, whatever happens to the time of day. */
export function monotonicNow(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}

/** Appends to the history of `device` in `folder`; a device that comes back goes on in the same file. */
export function openHistory(folder: string, device: string): HistoryWriter {
  const file = openSync(join(folder, `${device}${HISTORY_FILE}`), "a");
  return {
    write(happening) {
      writeSync(file, `${JSON.stringify({ at: monotonicNow(), device, ...happening } satisfies Entry)}\n`);
    },
    close: () => closeSync(file),
  };
}

/** Everything a run left in `folder`. A last line that a killed process did not finish is left out. */
export async function readHistory(folder: string, info: RunInfo, final: FinalStates): Promise<History> {
  return { ...info, final, entries: await readEntries(folder) };
}

async function readEntries(folder: string): Promise<Entry[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(HISTORY_FILE));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.slice(0, text.lastIndexOf("\n") + 1).split("\n"));
  const entries = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Entry);
  return entries.sort((a, b) => a.at - b.at);
}
