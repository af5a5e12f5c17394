import { describe, expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";
import { type ConnectionEvent, HAS_SOCKET, NEXT_STATUS } from "./connection.ts";
import type { ConnectionStatus } from "./state.ts";

const STATES = Object.keys(NEXT_STATUS) as ConnectionStatus[];
const EVENTS = Object.keys(NEXT_STATUS.live) as ConnectionEvent[];

describe("the connection's states", () => {
  it("decides every event in every state", () => {
    for (const state of STATES) expect(Object.keys(NEXT_STATUS[state]).sort()).toEqual([...EVENTS].sort());
  });

  it("stops from anywhere, for good", () => {
    for (const state of STATES) expect(NEXT_STATUS[state].stop).toBe("stopped");
    for (const event of EVENTS) expect(NEXT_STATUS.stopped[event]).toBe("stopped");
  });

  it("[A3] ends with the session, and only stopping follows", () => {
    for (const state of STATES.filter((state) => state !== "stopped")) {
      expect(NEXT_STATUS[state].refused).toBe("signed-out");
    }
    for (const event of EVENTS.filter((event) => event !== "stop")) {
      expect(NEXT_STATUS["signed-out"][event]).toBe("signed-out");
    }
  });

  it("[S2] becomes live only by catching up after being subscribed", () => {
    const waysIn = (to: ConnectionStatus) =>
      STATES.flatMap((from) =>
        EVENTS.filter((event) => from !== to && NEXT_STATUS[from][event] === to).map((event) => `${from} ${event}`),
      );
    expect(waysIn("live")).toEqual(["catching-up caught-up"]);
    expect(waysIn("catching-up")).toEqual(["connecting ready"]);
  });

  it("waits after losing a connection, and connects again on time, on request and when the network is back", () => {
    for (const state of STATES.filter((state) => HAS_SOCKET[state])) expect(NEXT_STATUS[state].lost).toBe("waiting");
    expect(NEXT_STATUS.waiting.retry).toBe("connecting");
    expect(NEXT_STATUS.waiting["network-back"]).toBe("connecting");
    expect(NEXT_STATUS.offline["network-back"]).toBe("connecting");
    expect(NEXT_STATUS.offline.retry).toBe("connecting");
  });

  it("follows any sequence of events without leaving its states", () => {
    for (const state of STATES) for (const event of EVENTS) expect(STATES).toContain(NEXT_STATUS[state][event]);
  });
});

describe("waiting times", () => {
  it("doubles from half a second to a quarter of a minute, with full jitter", () => {
    expect([1, 2, 3, 7, 60].map((attempt) => backoffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 15_000, 15_000]);
    expect(backoffMs(5, () => 0)).toBe(0);
    expect(backoffMs(1, () => 0.5)).toBe(250);
  });
});
