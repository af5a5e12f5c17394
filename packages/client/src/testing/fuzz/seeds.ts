/**
 * Runs the seeds of the convergence fuzz, spread over four test files so that they run side by side. OSCHAT_FUZZ_SEEDS sets how
 * many there are; OSCHAT_FUZZ_SEED replays a single one, as the message of a failing seed says.
 */
import { expect, it } from "vitest";
import { ACT_NAMES, fuzzRun } from "./run.ts";
import { Tally } from "./tally.ts";

const SEEDS = Number(process.env.OSCHAT_FUZZ_SEEDS ?? 2_000);
const ONLY = process.env.OSCHAT_FUZZ_SEED;
const QUARTERS = 4;
const GROUP = 100;
/** How often each act happens in 500 seeds at least. */
const OFTEN = 8;
/** From so many seeds on, everything is expected to have happened. */
const ENOUGH = 500;

/** Tests every fourth seed, beginning with `quarter` (1 to 4), and that everything happened in them. */
export function testSeeds(quarter: number): void {
  if (ONLY !== undefined) {
    if (Number(ONLY) % QUARTERS === quarter % QUARTERS) it(`seed ${ONLY}`, () => testSeed(Number(ONLY), new Tally()));
    else it.skip("another seed is replayed", () => {});
    return;
  }
  const seeds = Array.from({ length: Math.ceil(SEEDS / QUARTERS) }, (_, index) => quarter + index * QUARTERS);
  const tally = new Tally();
  for (let start = 0; start < seeds.length; start += GROUP) {
    const group = seeds.slice(start, start + GROUP);
    it(`seeds ${group[0]} to ${group.at(-1)}, every fourth`, { timeout: 120_000 }, async () => {
      for (const seed of group) await testSeed(seed, tally);
    });
  }
  it.runIf(seeds.length >= ENOUGH)("everything that may happen did happen", () => {
    expect(tally.missing(seeds.length, ACT_NAMES, OFTEN)).toEqual([]);
  });
}

async function testSeed(seed: number, tally: Tally): Promise<void> {
  try {
    await fuzzRun(seed, tally);
  } catch (error) {
    throw new Error(`Seed ${seed} breaks a promise. Replay: OSCHAT_FUZZ_SEED=${seed} npm test -- unit convergence`, {
      cause: error,
    });
  }
}
