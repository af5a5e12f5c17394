/** From the samples of product and floor to what is reported: medians, ratios, and whether the marks are reached. */
import type { Benchmark, Outcome, Sample } from "./benchmark.ts";
import { median } from "./statistics.ts";

export type Mark = "aim reached" | "at least reached" | "missed";

export interface Side {
  median: number;
  values: number[];
  details: Record<string, number>;
}

export interface Verdict {
  product: Side;
  floor: Side;
  /** Of each pair; their median is what counts. */
  ratios: number[];
  ratio: number;
  mark: Mark;
}

export function judge({ better, atLeast, aim }: Benchmark, outcome: Outcome): Verdict {
  const ratios = outcome.product.map(({ value }, pair) => value / (outcome.floor[pair]?.value ?? Number.NaN));
  const ratio = median(ratios);
  const reaches = (limit: number) => (better === "higher" ? ratio >= limit : ratio <= limit);
  return {
    product: summarise(outcome.product),
    floor: summarise(outcome.floor),
    ratios,
    ratio,
    mark: reaches(aim) ? "aim reached" : reaches(atLeast) ? "at least reached" : "missed",
  };
}

function summarise(samples: readonly Sample[]): Side {
  const names = Object.keys(samples[0]?.details ?? {});
  const values = samples.map(({ value }) => value);
  return {
    median: median(values),
    values,
    details: Object.fromEntries(
      names.map((name) => [name, median(samples.map(({ details }) => details[name] ?? Number.NaN))]),
    ),
  };
}
