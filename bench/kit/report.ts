/** What a person reads of a result. */
import type { Benchmark } from "./benchmark.ts";
import type { Side, Verdict } from "./verdict.ts";

const FOREIGN_LOAD_LIMIT = 0.05;

export function report(benchmark: Benchmark, { product, floor, ratio, ratios, mark }: Verdict): string {
  const sign = benchmark.better === "higher" ? ">=" : "<=";
  const lines = [
    `${benchmark.name}: ${benchmark.title}`,
    `  product  ${describe(product, benchmark.unit)}`,
    `  floor    ${describe(floor, benchmark.unit)}   (${benchmark.floorName})`,
    `  ratio    ${ratio.toFixed(2)} [${spread(ratios, 2)}]   at least ${sign} ${benchmark.atLeast}, aim ${sign} ${benchmark.aim}: ${mark}`,
    `  product: ${listed(product.details)}`,
    `  floor:   ${listed(floor.details)}`,
  ];
  if ((product.details.foreignLoad ?? 0) > FOREIGN_LOAD_LIMIT) {
    lines.push("  beware: something else was running on this machine (foreignLoad, in processors)");
  }
  return lines.join("\n");
}

function describe({ median, values }: Side, unit: string): string {
  return `${shown(median)} ${unit} [${spread(values)}]`;
}

function spread(values: readonly number[], digits?: number): string {
  const text = (value: number) => (digits === undefined ? shown(value) : value.toFixed(digits));
  return `${text(Math.min(...values))} .. ${text(Math.max(...values))}`;
}

function listed(details: Record<string, number>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(", ");
}

/** Three significant digits, or all of a whole number. */
function shown(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}
