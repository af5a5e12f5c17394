/** Cases beside the plain ones: what looks like a violation and is none, and the other ways to break a promise. */
import { describe, expect, it } from "vitest";
import type { Happening, History, Operation } from "../history/entry.ts";
import { check } from "./check.ts";
import { goodHistory } from "./good-history.ts";
import type { InvariantId } from "./invariants.ts";

const END = 1_000_000;
const ADA = "ada-engine-1";

type Timed = Happening & { at?: number };

/** ada writes once, edits it, and more happens after the end. */
function runWith(device: string, ...happenings: Timed[]): History {
  const history = goodHistory([
    { do: "send", by: "ada", outcome: "ok" },
    { do: "edit", nth: 0 },
  ]);
  for (const [index, happening] of happenings.entries()) {
    history.entries.push({ ...happening, at: happening.at ?? END + index, device });
  }
  history.entries.sort((a, b) => a.at - b.at);
  return history;
}

const found = (history: History): InvariantId[] => [...new Set(check(history).map(({ invariant }) => invariant))];
const sent = { do: "send", conversationId: "group", clientMsgId: "client-0" } as const;
const written = goodHistory([{ do: "send", by: "ada", outcome: "ok" }]).entries.find(
  (entry) => entry.type === "invoke",
);
const original = written?.type === "invoke" && written.operation.do === "send" ? written.operation.body : "";

function asked(operation: Operation, outcome: "ok" | "fail", code = "not_allowed"): Happening[] {
  const op = 900;
  const place = { messageId: "message-2", seq: 2, rev: 3 };
  return [
    { type: "invoke", op, operation },
    outcome === "ok" ? { type: "ok", op, ...place } : { type: "fail", op, code },
  ];
}

const fault = (name: string, phase: "on" | "off" | "once", at: number): Timed => ({
  type: "fault",
  name,
  phase,
  detail: "",
  at,
});
const sample = (loopDelayMs: number, at: number): Timed => ({
  type: "sample",
  rssMb: 100,
  loopDelayMs,
  handles: null,
  databaseMb: null,
  deadRows: null,
  at,
});
const seconds = Array.from({ length: 30 }, (_, second) => END + second * 1_000);

describe("what is no violation", () => {
  it.each<[string, History]>([
    ["the same sent again by another device", runWith("ada-engine-2", ...asked({ ...sent, body: original }, "ok"))],
    [
      "another text refused under an id that is taken",
      runWith("ada-engine-2", ...asked({ ...sent, body: "another" }, "fail", "idempotency_conflict")),
    ],
    [
      "a refusal of what a device of the same person was acknowledged",
      runWith(ADA, ...asked({ ...sent, body: original }, "fail")),
    ],
    [
      "an event loop that is late while something is broken",
      runWith("harness", fault("pause", "on", END), ...seconds.map((at) => sample(900, at))),
    ],
    [
      "an event loop that is late while the server starts again and again",
      runWith("harness", ...seconds.map((at, n) => ({ ...sample(900, at), rssMb: n % 8 === 0 ? 40 : 100 }) as Timed)),
    ],
    ["one bare socket hearing again over a new connection", heardAgain("waiting")],
  ])("%s", (_, history) => {
    expect(found(history)).toEqual([]);
  });
});

describe("other ways to break a promise", () => {
  it.each<[InvariantId, string, History]>([
    ["I3", "a refused text is shown", runWith("ada-engine-2", ...asked({ ...sent, body: "edited 1" }, "fail"))],
    ["I10", "what was sent is said to have failed", outboxAfterRestart("failed", 2)],
    ["I10", "what was sent is sent at another place", outboxAfterRestart("sent", 3)],
    [
      "I19",
      "an acknowledged deletion did not happen",
      runWith(ADA, ...asked({ do: "delete", conversationId: "group", messageId: "message-2" }, "ok")),
    ],
    ["I22", "the event loop is late all the time", runWith("harness", ...seconds.map((at) => sample(900, at)))],
    ["I23", "the server ended by itself", runWith("harness", fault("server-died", "once", END))],
    ["I18", "an ended session connects", connectsAfterItsEnd()],
  ])("invariant %s: %s", (id, _, history) => {
    expect(found(history)).toEqual([id]);
  });

  it("invariant I21: a device connects over and over", () => {
    const healing = runWith(ADA).entries.find((entry) => entry.type === "phase" && entry.phase === "healing")?.at ?? 0;
    const connects = Array.from(
      { length: 6 },
      (_, n): Timed => ({ type: "connection", status: "connecting", at: healing + n + 1 }),
    );
    expect(found(runWith(ADA, ...connects))).toEqual(["I21"]);
  });
});

function heardAgain(status: string): History {
  const heard = runWith(ADA).entries.find((entry) => entry.type === "heard" && entry.event === "message:new");
  if (heard?.type !== "heard") throw new Error("nothing was heard");
  return runWith(heard.device, { type: "connection", status }, { ...heard, at: END + 1 });
}

function outboxAfterRestart(status: string, seq: number): History {
  return runWith(ADA, { type: "started", outbox: [{ clientMsgId: "client-0", status, seq }] }, ...shownAgain());
}

/** What is on the screen in the end, as a program that starts anew shows it. */
function shownAgain(): Happening[] {
  const [view] = runWith(ADA).final.devices[0]?.views ?? [];
  return [{ type: "shown", conversationId: "group", messages: view?.messages ?? [] }];
}

function connectsAfterItsEnd(): History {
  const end: Operation = { do: "end-session", sessionId: "session-ben-2" };
  const history = runWith(
    "harness",
    { type: "invoke", op: 1, operation: end },
    { type: "ok", op: 1, messageId: null, seq: null, rev: null },
  );
  history.entries.push({ type: "connection", status: "live", at: END + 5_000, device: "ben-stock-1" });
  return history;
}
