/**
 * Budgets: how much a person, or an address before anybody has signed in, may ask for in a while. They are kept by person rather
 * than by connection or session, and used at both doors, so reconnecting and signing in again buy nothing.
 */
import { Refusal } from "@oschat/protocol";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimits } from "../config-limits.ts";
import type { Log } from "../log.ts";
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
/** More people or addresses than this are not remembered at once; the oldest are forgotten first. */
const MOST_REMEMBERED = 50_000;

/** @param limits points for each budget; null: nothing is counted */
export function createBudgets(limits: RateLimits | null, log: Log): Budgets {
  if (limits === null) return { charge: async () => {}, adjust: () => {} };
  const counters = new Map(Object.keys(BUDGETS).map((name) => [name, createCounter(name as Budget, limits, log)]));
  const counterOf = (budget: Budget) => counters.get(budget) as Counter;
  return {
    charge: (budget, who, points) => counterOf(budget).charge(who, points),
    adjust: (budget, who, points) => counterOf(budget).adjust(who, points),
  };
}

type Counter = ReturnType<typeof createCounter>;

function createCounter(budget: Budget, { [budget]: points }: RateLimits, log: Log) {
  const { seconds, of } = BUDGETS[budget];
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const keyOf = of === "address" ? networkOf : (who: string) => who;
  /** Those counted now, in the order in which their counting ends. */
  const remembered = new Map<string, number>();

  function remember(key: string, { isFirstInDuration }: RateLimiterRes): void {
    if (!isFirstInDuration) return;
    remembered.delete(key);
    remembered.set(key, performance.now() + seconds * 1_000);
    for (const [oldest, endsAt] of remembered) {
      if (endsAt > performance.now() && remembered.size <= MOST_REMEMBERED) return;
      remembered.delete(oldest);
      void limiter.delete(oldest);
    }
  }

  function refusalFor(key: string, { consumedPoints, msBeforeNext }: RateLimiterRes, asked: number): Refusal {
    if (consumedPoints - asked <= points) log.warn({ event: "rate_limited", budget, [of]: key }, "over the limit");
    const details = { retryAfterMs: msBeforeNext };
    return consumedPoints > points * FLOOD ? new Flood("rate_limited", details) : new Refusal("rate_limited", details);
  }

  return {
    async charge(who: string, asked: number): Promise<void> {
      const key = keyOf(who);
      try {
        remember(key, await limiter.consume(key, asked));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        remember(key, error);
        throw refusalFor(key, error, asked);
      }
    },
    adjust(who: string, asked: number): void {
      const key = keyOf(who);
      void limiter.penalty(key, asked).then((counted) => remember(key, counted));
    },
  };
}
