/** A TCP relay that loses, delays, stalls and cuts. What it does applies to open and to new connections until `pass`. */

/** `up`: from the client; `down`: to the client. */
export type Direction = "up" | "down";

export interface Relay {
  /** Where clients connect. */
  readonly url: string;
  /** Everything passes again, at once; what was held back is let go. */
  pass(): void;
  /** Breaks every open connection, with a reset or with an orderly end; new ones are let through. */
  cut(how?: "reset" | "end"): void;
  /** Cuts, and lets nobody connect: refused at once. */
  refuse(): void;
  /** Cuts everything that is open and answers every new HTTP request with this status, as a proxy does whose server is gone. */
  answer(status: 502 | 503 | 504): void;
  /** Bytes vanish, as in a partition without a reset: nobody is told, new connections hang. One direction or both. */
  lose(...directions: Direction[]): void;
  /** Bytes stay unread: the sender's buffers fill up. */
  hold(...directions: Direction[]): void;
  /** Every piece is late by about this much, in order. */
  delay(milliseconds: number, jitter?: number): void;
  /** At most so many bytes per second go to the client. */
  throttle(bytesPerSecond: number): void;
  /** Whole WebSocket frames to the client are left out, in a stream that stays valid. Control frames always pass. */
  dropFrames(isDropped: (text: string) => boolean): void;
  /** Cuts a connection right after the next piece whose text contains this went up, before anything comes back. */
  cutAfter(text: string): void;
  readonly connections: number;
  stop(): Promise<void>;
}
