import { describe, expect, it } from "vitest";
import type { Entry } from "../history/entry.ts";
import { slopesOf } from "./slopes.ts";

const MINUTE_MS = 60_000;

/** One sample a minute. */
function life(fromMinute: number, rss: readonly number[]): Entry[] {
  return rss.map((rssMb, n) => ({
    at: (fromMinute + n) * MINUTE_MS,
    device: "harness",
    type: "sample",
    rssMb,
    loopDelayMs: 1,
    handles: 40,
    databaseMb: null,
    deadRows: n % 2 === 0 ? 100 : null,
  }));
}

describe("the slopes of a long run", () => {
  it("are those of the server's longest life, without its beginning", () => {
    const grows = Array.from({ length: 12 }, (_, n) => (n < 2 ? 90 : 100 + n));
    const slopes = slopesOf([...life(0, [200, 210, 220, 230]), ...life(10, grows)]);
    expect(slopes?.minutes).toBe(9);
    expect(slopes?.rssMbPerHour).toBeCloseTo(60);
    expect(slopes?.handlesPerHour).toBe(0);
    expect(slopes?.deadRowsPerHour).toBe(0);
  });

  it("are unknown where no life is long enough", () => {
    expect(slopesOf(life(0, [100, 101]))).toBe(null);
  });
});
