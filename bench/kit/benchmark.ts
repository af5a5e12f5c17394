/** What a benchmark is, what it gets, and what it hands back. */

import type { Worker } from "@oschat/test-kit/worker";
import type { Arrangement } from "./arrange.ts";
import type { Options } from "./options.ts";
import type { Postgres } from "./postgres.ts";
import type { Server } from "./product.ts";

export interface Benchmark {
  /** What one types: `npm run bench -- sends`. */
  name: string;
  title: string;
  unit: string;
  floorName: string;
  /** Whether the ratio of product to floor should be high or low. */
  better: "higher" | "lower";
  atLeast: number;
  aim: number;
  /** For one question after the other, where nothing can be put off: more time would only show the same. */
  maxSeconds?: number;
  run(bench: Bench): Promise<Outcome>;
}

/** One measurement: the value that is compared, and what else is worth knowing. */
export interface Sample {
  value: number;
  details: Record<string, number>;
}

export interface Outcome {
  product: Sample[];
  floor: Sample[];
}

/** What a benchmark works with. All of it is ended with the benchmark. */
export interface Bench {
  readonly options: Options;
  readonly postgres: Postgres;
  /** `count` at full scale, fewer (but at least `least`) in a small run. */
  scaled(count: number, least?: number): number;
  /** A new, migrated database, and how to fill it. */
  database(): Promise<{ url: string; arrange: Arrangement }>;
  /** @param env settings beside those that it gets anyway */
  product(databaseUrl: string, env?: Record<string, string>): Promise<Server>;
  /** A program of `bench/`, such as `load/main` or `floors/bare-ws`. */
  worker(program: string, nodeFlags?: readonly string[]): Worker;
  programPath(program: string): string;
}

/** Something is wrong, so that the figures mean nothing. */
export class CheckFailed extends Error {
  override readonly name = "CheckFailed";
}

export function check(isTrue: boolean, otherwise: string): asserts isTrue {
  if (!isTrue) throw new CheckFailed(otherwise);
}
