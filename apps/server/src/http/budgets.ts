/**
 * Budgets: how much a person, or an address before anybody has signed in, may ask for in a while. They are kept by person rather
 * than by connection or session, and used at both doors, so reconnecting and signing in again buy nothing.
 */
import { Refusal } from "@oschat/protocol";
import type { RateLimits } from "../config-limits.ts";
import type { Log } from "../log.ts";
import type { Counted, Counting } from "./counting.ts";
import { networkOf } from "./network-of.ts";

export type Budget = keyof RateLimits;

export interface Budgets {
  /**
   * @param who the person's id, or the address
   * @throws {Refusal} rate_limited, with when to try again; a {@link Flood} when they do not stop asking
   */
  charge(budget: Budget, who: string, points: number): Promise<void>;
  /** Takes points for what was given already, or gives some back; never refuses. */
  adjust(budget: Budget, who: string, points: number): void;
}

/** Refused, after having been refused so often that the connection is not worth keeping. */
export class Flood extends Refusal {}

const BUDGETS: Record<Budget, { seconds: number; of: "person" | "address" }> = {
  person: { seconds: 60, of: "person" },
  address: { seconds: 60, of: "address" },
  signIns: { seconds: 60, of: "address" },
  connections: { seconds: 60, of: "person" },
  creations: { seconds: 600, of: "person" },
  lookups: { seconds: 600, of: "person" },
  lookupsByAddress: { seconds: 600, of: "address" },
};
/** Whoever spends this many times their budget floods. */
const FLOOD = 2;

/** How one budget's points are counted. */
export type MakeCounting = (budget: { name: Budget; seconds: number }) => Counting;

/** @param limits points for each budget; null: nothing is counted */
export function createBudgets(limits: RateLimits | null, makeCounting: MakeCounting, log: Log): Budgets {
  if (limits === null) return { charge: async () => {}, adjust: () => {} };
  const counterFor = (name: Budget) =>
    createCounter(name, { limits, counting: makeCounting({ name, seconds: BUDGETS[name].seconds }), log });
  const counters = new Map(Object.keys(BUDGETS).map((name) => [name, counterFor(name as Budget)]));
  const counterOf = (budget: Budget) => counters.get(budget) as Counter;
  return {
    charge: (budget, who, points) => counterOf(budget).charge(who, points),
    adjust: (budget, who, points) => counterOf(budget).adjust(who, points),
  };
}

type Counter = ReturnType<typeof createCounter>;

function createCounter(
  budget: Budget,
  { limits: { [budget]: points }, counting, log }: { limits: RateLimits; counting: Counting; log: Log },
) {
  const { of } = BUDGETS[budget];
  const keyOf = of === "address" ? networkOf : (who: string) => who;

  function refusalFor(key: string, counted: Counted, asked: number): Refusal {
    if (counted.points - asked <= points) log.warn({ event: "rate_limited", budget, [of]: key }, "over the limit");
    const details = { retryAfterMs: counted.endsInMs };
    return counted.points > points * FLOOD ? new Flood("rate_limited", details) : new Refusal("rate_limited", details);
  }

  return {
    async charge(who: string, asked: number): Promise<void> {
      const key = keyOf(who);
      const counted = await counting.add(key, asked);
      if (counted.points > points) throw refusalFor(key, counted, asked);
    },
    adjust(who: string, asked: number): void {
      void counting.add(keyOf(who), asked);
    },
  };
}
