import { expect, it } from "vitest";
import { figures } from "./figures.ts";
import { goodHistory } from "./good-history.ts";

it("tells in numbers what a run came to", () => {
  const history = goodHistory([
    { do: "send", by: "ada", outcome: "ok" },
    { do: "send", by: "ben", outcome: "fail" },
    { do: "send", by: "cleo", outcome: "unanswered" },
    { do: "restart", device: "ada-engine-1" },
  ]);
  const { at } = history.entries.at(-1) ?? { at: 0 };
  for (const phase of ["on", "off", "on"] as const) {
    history.entries.push({ at, device: "harness", type: "fault", name: "cut", phase, detail: "" });
  }
  expect(figures(history)).toMatchObject({
    sends: 3,
    acks: 1,
    fails: 1,
    unknowns: 1,
    // That the group was made, and two messages, on three engines.
    deliveries: 9,
    heard: 3,
    faults: { cut: 2 },
    convergeMs: 1_010,
    reconnects: 1,
    maxRssMb: 120,
  });
});
