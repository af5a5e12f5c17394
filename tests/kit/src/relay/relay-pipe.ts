/**
 * One direction of a relayed connection: what comes out of `source` goes into `sink`, later, slower or not at all, always in order.
 *
 *     source ──(held: not read)──> lost? ──> changed ──> waiting (late, throttled) ──> sink
 *
 * A stream that has lost a piece cannot go on: whatever follows is lost too, as behind a router that has forgotten the connection.
 */
import type { Socket } from "node:net";

/** What happens to everything that goes one way. */
export interface Weather {
  isLosing: boolean;
  isHolding: boolean;
  delayMs: number;
  jitterMs: number;
  /** Infinity: as fast as it goes. */
  bytesPerSecond: number;
}

export const FINE: Readonly<Weather> = {
  isLosing: false,
  isHolding: false,
  delayMs: 0,
  jitterMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
};

export interface Pipe {
  /** The weather has changed. */
  refresh(): void;
  /** Writes at once what waits, then ends the sink. */
  finish(): void;
  /** Drops what waits. */
  close(): void;
}

/** What a throttled pipe takes in before it stops reading. */
const MAX_WAITING_BYTES = 64 * 1024;
/** How often a throttled pipe writes. */
const TICK_MS = 50;

/**
 * @param random 0 to 1, without 1; for jitter
 * @param change what becomes of a piece; an empty one is not written
 */
export function createPipe(
  { source, sink, weather, random }: { source: Socket; sink: Socket; weather: Weather; random: () => number },
  change: (bytes: Buffer) => Buffer,
): Pipe {
  let waiting: { bytes: Buffer; due: number }[] = [];
  let hasLost = false;
  let isEnding = false;
  let timer: NodeJS.Timeout | null = null;

  source.on("data", (bytes: Buffer) => {
    if (weather.isLosing) hasLost = true;
    if (hasLost) return;
    const changed = change(bytes);
    if (changed.length === 0) return;
    const due = performance.now() + weather.delayMs + random() * weather.jitterMs;
    waiting.push({ bytes: changed, due });
    flow();
  });
  source.on("end", () => {
    if (weather.isLosing) hasLost = true;
    isEnding = true;
    flow();
  });
  sink.on("drain", flow);

  function flow(): void {
    if (timer === null && !sink.destroyed) {
      writeWhatIsDue();
      const [next] = waiting;
      if (next !== undefined && !sink.writableNeedDrain) wait(next.due - performance.now());
      if (next === undefined && isEnding && !hasLost) sink.end();
    }
    const waitingBytes = waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const isFull = weather.delayMs === 0 && waitingBytes > MAX_WAITING_BYTES;
    if (weather.isHolding || isFull) source.pause();
    else source.resume();
  }

  function writeWhatIsDue(): void {
    let allowance = Math.ceil((weather.bytesPerSecond * TICK_MS) / 1_000);
    for (let first = waiting[0]; first !== undefined && allowance > 0; first = waiting[0]) {
      if (sink.writableNeedDrain || first.due > performance.now()) return;
      const piece = first.bytes.subarray(0, allowance);
      allowance -= piece.length;
      sink.write(piece);
      if (piece.length === first.bytes.length) waiting.shift();
      else first.bytes = first.bytes.subarray(piece.length);
    }
  }

  function wait(milliseconds: number): void {
    const least = weather.bytesPerSecond === Number.POSITIVE_INFINITY ? 1 : TICK_MS;
    timer = setTimeout(
      () => {
        timer = null;
        flow();
      },
      Math.max(least, milliseconds),
    );
  }

  function stopWaiting(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    refresh() {
      stopWaiting();
      if (weather.delayMs === 0) for (const piece of waiting) piece.due = 0;
      flow();
    },
    finish() {
      stopWaiting();
      for (const { bytes } of waiting) sink.write(bytes);
      waiting = [];
      sink.end();
    },
    close() {
      stopWaiting();
      waiting = [];
    },
  };
}
