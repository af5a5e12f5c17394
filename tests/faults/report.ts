/** What a run came to, for people. */
import type { Figures } from "./checker/figures.ts";
import { INVARIANTS, type Violation } from "./checker/invariants.ts";
import type { Slopes } from "./checker/slopes.ts";

const MOST_SHOWN = 12;

export function describeFigures(figures: Figures): string {
  const { sends, acks, fails, unknowns, deliveries, convergeMs } = figures;
  const faults = Object.values(figures.faults).reduce((sum, count) => sum + count, 0);
  const converged = convergeMs === null ? "never equal" : `equal after ${(convergeMs / 1_000).toFixed(1)} s`;
  const grown = figures.slopes === null ? "" : `; ${describeSlopes(figures.slopes)}`;
  return `${sends} sends, ${acks} acknowledged, ${fails} refused, ${unknowns} unknown, ${deliveries} deliveries, ${faults} faults, ${converged}${grown}`;
}

function describeSlopes({ minutes, rssMbPerHour, handlesPerHour, deadRowsPerHour }: Slopes): string {
  const perHour = `${rssMbPerHour.toFixed(1)} MB, ${handlesPerHour.toFixed(1)} handles, ${deadRowsPerHour.toFixed(0)} dead rows`;
  return `over ${minutes.toFixed(0)} minutes of one server's life, per hour: ${perHour}`;
}

export function describeViolations(violations: readonly Violation[]): string {
  const lines = violations.slice(0, MOST_SHOWN).map(({ invariant, what }) => {
    return `        ${invariant} (${INVARIANTS[invariant]}): ${what}`;
  });
  const more = violations.length - lines.length;
  return [...lines, ...(more > 0 ? [`        and ${more} more`] : [])].join("\n");
}
