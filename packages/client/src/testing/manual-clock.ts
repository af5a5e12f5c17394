/** A clock that stands still until the test moves it. */
import type { Clock } from "../clock.ts";

export class ManualClock implements Clock {
  #now = Date.parse("2026-01-01T00:00:00.000Z");
  #timers = new Map<number, { at: number; run: () => void }>();
  #lastId = 0;

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#timers.set(id, { at: this.#now + ms, run });
    return () => this.#timers.delete(id);
  }

  /** Moves on to the next timer that is due within `ms` and runs it; false, with the time moved, when there is none. */
  step(ms: number): boolean {
    const until = this.#now + ms;
    let next: [number, { at: number; run: () => void }] | null = null;
    for (const timer of this.#timers)
      if (timer[1].at <= until && timer[1].at < (next?.[1].at ?? Infinity)) next = timer;
    if (next === null) {
      this.#now = until;
      return false;
    }
    this.#timers.delete(next[0]);
    this.#now = Math.max(this.#now, next[1].at);
    next[1].run();
    return true;
  }
}
