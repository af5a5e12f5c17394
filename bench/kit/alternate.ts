/**
 * Product and floor by turns (A-B-A-B), after a shorter turn of each that does not count. A floor puts nothing off, so it gets half
 * the time.
 */
import type { Bench, Outcome, Sample } from "./benchmark.ts";

const WARM_UP_SHARE = 1 / 6;
const MIN_WARM_UP_SECONDS = 0.5;
const FLOOR_SHARE = 1 / 2;

/** @param sides measure for the given number of seconds */
export async function alternate(
  { options: { seconds, pairs } }: Pick<Bench, "options">,
  sides: { product(seconds: number): Promise<Sample>; floor(seconds: number): Promise<Sample> },
): Promise<Outcome> {
  const warmUp = Math.max(MIN_WARM_UP_SECONDS, seconds * WARM_UP_SHARE);
  await sides.product(warmUp);
  await sides.floor(warmUp * FLOOR_SHARE);
  const outcome: Outcome = { product: [], floor: [] };
  for (let pair = 0; pair < pairs; pair += 1) {
    outcome.product.push(await sides.product(seconds));
    outcome.floor.push(await sides.floor(seconds * FLOOR_SHARE));
  }
  return outcome;
}
