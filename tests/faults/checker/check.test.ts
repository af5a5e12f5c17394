import { describe, expect, it } from "vitest";
import type { Entry, FinalView, Happening, History, Operation } from "../history/entry.ts";
import { check } from "./check.ts";
import { type Act, goodHistory } from "./good-history.ts";
import { INVARIANTS, type InvariantId } from "./invariants.ts";

const send = (by: "ada" | "ben" | "cleo" | "dan"): Act => ({ do: "send", by, outcome: "ok" });

/** 1 created, 2 ada, 3 ben, 4 cleo, 5 dan comes, 6 dan, 7 dan goes, 8 ada, 9 dan comes again, 10 unanswered, 11 ben deleted, 12 ada. */
const ACTS: readonly Act[] = [
  send("ada"),
  send("ben"),
  send("cleo"),
  { do: "add" },
  send("dan"),
  { do: "edit", nth: 0 },
  { do: "remove" },
  send("ada"),
  { do: "typing" },
  { do: "add" },
  { do: "send", by: "cleo", outcome: "unanswered" },
  { do: "send", by: "cleo", outcome: "unanswered and lost" },
  { do: "send", by: "ben", outcome: "fail" },
  send("ben"),
  { do: "delete", nth: 6 },
  { do: "restart", device: "ada-engine-2" },
  { do: "mark-read", by: "dan", seq: 11 },
  send("ada"),
];

function viewOf(history: History, device: string): FinalView {
  const [view] = history.final.devices.find((one) => one.device === device)?.views ?? [];
  if (view === undefined) throw new Error(`${device} sees nothing`);
  return view;
}

function readingOf(history: History, userId: string): FinalView {
  const [view] = history.final.rest.find((one) => one.userId === userId)?.views ?? [];
  if (view === undefined) throw new Error(`${userId} reads nothing`);
  return view;
}

/** On every way of seeing. */
function viewsOf(history: History, ...people: string[]): FinalView[] {
  const devices = history.devices.filter(({ kind, userId }) => kind === "engine" && people.includes(userId));
  return [...devices.map(({ device }) => viewOf(history, device)), ...people.map((one) => readingOf(history, one))];
}

function first<T extends Entry["type"]>(
  history: History,
  type: T,
  isWanted: (entry: Extract<Entry, { type: T }>) => boolean = () => true,
): Extract<Entry, { type: T }> {
  const entry = history.entries.find(
    (one): one is Extract<Entry, { type: T }> => one.type === type && isWanted(one as Extract<Entry, { type: T }>),
  );
  if (entry === undefined) throw new Error(`nothing is ${type}`);
  return entry;
}

/** Puts an entry in its place by time. */
function insert(history: History, at: number, device: string, happening: Happening): void {
  history.entries.push({ ...happening, at, device });
  history.entries.sort((a, b) => a.at - b.at);
}

function rowAt(history: History, seq: number) {
  const row = history.final.database.messages.find((one) => one.seq === seq);
  if (row === undefined) throw new Error(`no message at ${seq}`);
  return row;
}

/** When the operation that wrote the message at `seq` began, and was answered. */
function sendOf(history: History, seq: number) {
  const { clientMsgId } = rowAt(history, seq);
  const invoke = first(
    history,
    "invoke",
    ({ operation }) => operation.do === "send" && operation.clientMsgId === clientMsgId,
  );
  const ok = first(history, "ok", ({ op, device }) => op === invoke.op && device === invoke.device);
  return { invoke, ok };
}

function operationOf(history: History, kind: Operation["do"]) {
  const invoke = first(history, "invoke", ({ operation }) => operation.do === kind);
  return { invoke, ok: first(history, "ok", ({ op, device }) => op === invoke.op && device === invoke.device) };
}

const END = 1_000_000;

/** What breaks each promise, and no other. */
const BROKEN: Record<InvariantId, (history: History) => void> = {
  I1(history) {
    const operation = { do: "send", conversationId: "group", clientMsgId: "lost", body: "lost" } as const;
    insert(history, END, "ben-stock-1", { type: "invoke", op: 900, operation });
    insert(history, END, "ben-stock-1", { type: "ok", op: 900, messageId: "message-lost", seq: 13, rev: 99 });
  },
  I2(history) {
    for (const view of viewsOf(history, "ben")) view.messages.pop();
  },
  I3(history) {
    const { invoke, ok } = sendOf(history, 3);
    history.entries.splice(history.entries.indexOf(ok), 1, {
      at: ok.at,
      device: ok.device,
      type: "fail",
      op: invoke.op,
      code: "not_allowed",
    });
  },
  I4(history) {
    const { messageId } = rowAt(history, 10);
    const index = (view: FinalView) => view.messages.findIndex((message) => message.messageId === messageId);
    for (const view of viewsOf(history, "ben")) view.messages.splice(index(view), 1);
  },
  I5(history) {
    const heard = first(history, "heard", ({ device }) => device === "ben-stock-1");
    insert(history, heard.at + 1, heard.device, structuredClone(heard));
  },
  I6(history) {
    const { messages } = viewOf(history, "ada-engine-1");
    messages.push(...messages.splice(2, 1));
  },
  I7(history) {
    first(history, "shown", ({ messages }) => messages.length > 3).messages.reverse();
  },
  I8(history) {
    for (const conversation of history.final.database.conversations) conversation.lastSeq += 1;
  },
  I9(history) {
    sendOf(history, 3).ok.seq = 2;
  },
  I10(history) {
    first(history, "outbox").seq = null;
  },
  I11(history) {
    const [one, other] = [sendOf(history, 2), sendOf(history, 8)];
    one.invoke.op = one.ok.op = 950;
    other.invoke.op = other.ok.op = 949;
  },
  I12(history) {
    const { invoke } = sendOf(history, 2);
    const { ok } = sendOf(history, 3);
    invoke.at = ok.at + 1;
    history.entries.sort((a, b) => a.at - b.at);
  },
  I13(history) {
    const { messages } = readingOf(history, "cleo");
    messages.splice(
      messages.findIndex(({ seq }) => seq === 4),
      1,
    );
  },
  I14(history) {
    const shown = first(
      history,
      "shown",
      ({ device, messages }) => device === "ben-engine-1" && messages[0]?.seq === 4,
    );
    history.entries.splice(history.entries.indexOf(shown), 1);
  },
  I15(history) {
    const marker = history.entries.findLast((entry) => entry.type === "marker" && entry.device === "dan-engine-1");
    if (marker?.type === "marker") insert(history, marker.at + 1, marker.device, { ...marker, lastReadSeq: 1 });
  },
  I16(history) {
    const heard = first(history, "heard", ({ message }) => message.seq === 8);
    insert(history, heard.at, "dan-stock-1", structuredClone(heard));
  },
  I17(history) {
    for (const view of viewsOf(history, "dan")) view.messages.shift();
  },
  I18(history) {
    const op = 900;
    insert(history, 1, "harness", { type: "invoke", op, operation: { do: "end-session", sessionId: "session-ben-2" } });
    insert(history, 2, "harness", { type: "ok", op, messageId: null, seq: null, rev: null });
    insert(history, END, "ben-stock-1", { type: "typing", conversationId: "group", userId: "ada" });
  },
  I19(history) {
    for (const view of viewsOf(history, "ada", "ben")) {
      const edited = view.messages.find(({ messageId }) => messageId === "message-2");
      if (edited !== undefined) Object.assign(edited, { body: "text 0 by ada", rev: 2 });
    }
  },
  I20(history) {
    const view = viewOf(history, "dan-engine-1");
    view.lastReadSeq = 12;
    view.unread = 0;
  },
  I21(history) {
    first(history, "phase", ({ phase }) => phase === "quiet").at += 30_000;
  },
  I22(history) {
    first(history, "sample").rssMb = 4_000;
  },
  I23(history) {
    const { at, op, device } = first(history, "attempt");
    insert(history, at - 20, "harness", { type: "fault", name: "database stopped", phase: "on", detail: "" });
    insert(history, at - 5, device, { type: "attempt", op, tookMs: 5, status: 500, result: "internal" });
  },
  I24(history) {
    const { op, device } = first(
      history,
      "invoke",
      ({ operation }) => operation.do === "send" && operation.clientMsgId === rowAt(history, 10).clientMsgId,
    );
    insert(history, END, device, { type: "attempt", op, tookMs: 1, status: 503, result: "unavailable" });
  },
  I25(history) {
    const { ok } = operationOf(history, "remove-member");
    for (const entry of history.entries) if (entry.at > ok.at) entry.at += 5_000;
    insert(history, ok.at + 4_000, "dan-stock-1", { type: "typing", conversationId: "group", userId: "ada" });
  },
};

const broken = (history: History) => [...new Set(check(history).map(({ invariant }) => invariant))];

describe("the checker of histories", () => {
  it("finds nothing wrong where nothing is", () => {
    expect(check(goodHistory(ACTS))).toEqual([]);
  });

  it.each(Object.entries(INVARIANTS) as [InvariantId, string][])("rejects what breaks invariant %s alone: %s", (id) => {
    const history = goodHistory(ACTS);
    BROKEN[id](history);
    expect(broken(history)).toEqual([id]);
  });
});

describe("a return to a copy", () => {
  const undo = (history: History, from: number, to: number) => {
    insert(history, from, "harness", { type: "fault", name: "copy", phase: "on", detail: "" });
    insert(history, to, "harness", { type: "fault", name: "restore", phase: "off", detail: "" });
  };

  it("undoes what was answered since", () => {
    const history = goodHistory(ACTS);
    BROKEN.I1(history);
    undo(history, END - 1, END + 1);
    expect(broken(history)).toEqual([]);
  });

  it("does not undo what was answered before", () => {
    const history = goodHistory(ACTS);
    BROKEN.I1(history);
    undo(history, END + 1, END + 2);
    expect(broken(history)).toEqual(["I1"]);
  });
});
