/** The randomness of a run: streams that a seed repeats exactly. */
import { seededRandom } from "../../packages/client/src/testing/seeded-random.ts";
import type { Random } from "./scenario.ts";

export function createRandom(seed: number): Random {
  const { next, below } = seededRandom(seed);
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    pick(from) {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
    fork: (name) => createRandom([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed)),
  };
}
