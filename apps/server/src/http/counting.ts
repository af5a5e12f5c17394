/** How much each has asked for lately: the port that budgets count with, and counting in memory. */
import { RateLimiterMemory } from "rate-limiter-flexible";

export interface Counting {
  /** Adds points, which may be negative, and returns what has been counted since the time began with the first. */
  add(who: string, points: number): Promise<Counted>;
}

export interface Counted {
  points: number;
  /** Until the count begins anew. */
  endsInMs: number;
}

/** More people or addresses than this are not remembered at once; the oldest are forgotten first. */
const MOST_REMEMBERED = 50_000;

export function createCountingInMemory(seconds: number): Counting {
  const counter = new RateLimiterMemory({ points: 1, duration: seconds });
  /** Those counted now, in the order in which their counting ends. */
  const remembered = new Map<string, number>();

  function remember(who: string): void {
    remembered.delete(who);
    remembered.set(who, performance.now() + seconds * 1_000);
    for (const [oldest, endsAt] of remembered) {
      if (endsAt > performance.now() && remembered.size <= MOST_REMEMBERED) return;
      remembered.delete(oldest);
      void counter.delete(oldest);
    }
  }

  return {
    async add(who, points) {
      const { consumedPoints, msBeforeNext, isFirstInDuration } = await counter.penalty(who, points);
      if (isFirstInDuration) remember(who);
      return { points: consumedPoints, endsInMs: msBeforeNext };
    },
  };
}
