/** The real server in a process of its own, which can be killed, paused, and made to die at a chosen moment. */

/**
 * Where the server dies by its own hand, without a word. `before-statement`: a batch of messages is about to go to the database.
 * `after-statement`: it went, no answer yet. `before-acknowledgement`: it is committed, nobody knows. `before-delivery`: the sender knows,
 * nobody else. `amid-delivery`: some know.
 */
export type Failpoint =
  | "before-statement"
  | "after-statement"
  | "before-acknowledgement"
  | "before-delivery"
  | "amid-delivery";

export interface ServerControl {
  /** The server itself, without a relay. Stays the same over all its lives. */
  readonly url: string;
  /** Null while it does not run. */
  readonly pid: number | null;
  /** Starts it, dying at the `after`th time (from 1) that it comes to `failpoint`. Resolves when it answers. */
  start(options?: { failpoint?: Failpoint; after?: number }): Promise<void>;
  /** Resolves when it has ended, by whatever cause. */
  ended(): Promise<void>;
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<{ exitCode: number | null; tookMs: number }>;
  pause(): void;
  resume(): void;
  /** Moves its time of day by so much, or freezes it; null: right again. The monotonic clock goes on. */
  setClock(clock: { shiftMs: number } | { frozenAt: number } | null): void;
  /** What it uses now; null while it does not run or does not answer. */
  sample(): Promise<{ rssMb: number; loopDelayMs: number; handles: number } | null>;
  /** The end of what it logged, over all its lives. */
  log(): string;
}
