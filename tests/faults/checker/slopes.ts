/** Whether something grows that should not: straight lines through the samples of the server's longest life. Pure. */
import type { Entry } from "../history/entry.ts";
import type { EntryOf } from "./asked.ts";

export interface Slopes {
  /** Of the life that is looked at, without its beginning. */
  minutes: number;
  rssMbPerHour: number;
  handlesPerHour: number;
  deadRowsPerHour: number;
}

type Sample = EntryOf<"sample">;

/** So much less memory is another process. */
const NEW_LIFE_MB = 25;
/** Memory settles for so long. */
const BEGINNING_MS = 120_000;
const HOUR_MS = 3_600_000;

/** Null when no life was long enough. */
export function slopesOf(entries: readonly Entry[]): Slopes | null {
  const lives: Sample[][] = [];
  for (const sample of entries.filter((entry) => entry.type === "sample")) {
    const life = lives.at(-1);
    const before = life?.at(-1);
    if (before === undefined || sample.rssMb < before.rssMb - NEW_LIFE_MB) lives.push([sample]);
    else life?.push(sample);
  }
  const longest = lives.map(withoutBeginning).toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? [];
  if (lengthOf(longest) === 0) return null;
  return {
    minutes: lengthOf(longest) / 60_000,
    rssMbPerHour: slope(longest, ({ rssMb }) => rssMb),
    handlesPerHour: slope(longest, ({ handles }) => handles),
    deadRowsPerHour: slope(longest, ({ deadRows }) => deadRows),
  };
}

function withoutBeginning(life: readonly Sample[]): Sample[] {
  const settledAt = (life[0]?.at ?? 0) + BEGINNING_MS;
  return life.filter(({ at }) => at >= settledAt);
}

function lengthOf(life: readonly Sample[]): number {
  return (life.at(-1)?.at ?? 0) - (life[0]?.at ?? 0);
}

/** Least squares, per hour; samples without a value do not count. */
function slope(life: readonly Sample[], read: (sample: Sample) => number | null): number {
  const points = life.flatMap((sample) => {
    const value = read(sample);
    return value === null ? [] : [{ x: sample.at / HOUR_MS, y: value }];
  });
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}
