/** What the harness tells the server's process, and what that answers. */

/** Null: the right one. */
export type Clock = { shiftMs: number } | { frozenAt: number } | null;

export type Order = { do: "set-clock"; clock: Clock } | { do: "sample"; id: number };

/** What the process uses. */
export interface Sample {
  rssMb: number;
  /** 99th percentile of the event loop's delay since the last sample. */
  loopDelayMs: number;
  /** Open sockets, timers and the like. */
  handles: number;
}

export type SampleAnswer = Sample & { id: number };
