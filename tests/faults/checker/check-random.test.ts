/** Random histories: what went well passes, and whatever is changed in one of them afterwards is found. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FinalView, History, SeenMessage } from "../history/entry.ts";
import { check } from "./check.ts";
import { type Act, goodHistory } from "./good-history.ts";

const RUNS = 50;
const FIRST: Act[] = ["ada", "ben", "ada"].map((by) => ({ do: "send", by: by as "ada" | "ben", outcome: "ok" }));

const person = fc.constantFrom("ada", "ben", "cleo", "dan");
const nth = fc.nat(50);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("send"), by: person, outcome: fc.constant("ok") }) },
  fc.record({
    do: fc.constant("send"),
    by: fc.constantFrom("cleo", "ben"),
    outcome: fc.constantFrom("fail", "unanswered", "unanswered and lost"),
  }),
  fc.record({ do: fc.constantFrom("edit", "delete"), nth }),
  fc.record({ do: fc.constant("mark-read"), by: fc.constantFrom("ada", "dan"), seq: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ do: fc.constantFrom("add", "remove", "typing") }),
  fc.record({ do: fc.constant("restart"), device: fc.constantFrom("ada-engine-1", "ada-engine-2") }),
) as fc.Arbitrary<Act>;
const history = fc.array(act, { maxLength: 60 }).map((acts) => goodHistory([...FIRST, ...acts]));

type Places = { rows: History["final"]["database"]["messages"]; view: FinalView; stream: SeenMessage[] };

/** @param at chooses which one is changed */
const MUTATIONS: Record<string, (places: Places, at: number) => void> = {
  "a stored message is lost": ({ rows }, at) => void rows.splice(at % rows.length, 1),
  "a message is stored twice"({ rows }, at) {
    const row = chosen(rows, at);
    rows.push({ ...row, messageId: "another", seq: rows.length + 1, rev: 1_000 });
  },
  "two stored messages change places"({ rows }, at) {
    const [one, other] = [chosen(rows, at), chosen(rows, at + 1)];
    [one.seq, other.seq] = [other.seq, one.seq];
  },
  "a stored text changes"({ rows }, at) {
    chosen(rows, at).body += "!";
  },
  "a message is missing from a view": ({ view }, at) => void view.messages.splice(at % view.messages.length, 1),
  "a message is twice in a view": ({ view }, at) => void view.messages.push({ ...chosen(view.messages, at) }),
  "a view has two messages the other way round"({ view }, at) {
    view.messages.push(...view.messages.splice(at % (view.messages.length - 1), 1));
  },
  "a view has an older version"({ view }, at) {
    chosen(view.messages, at).rev -= 1;
  },
  "a marker is another"({ view }) {
    view.lastReadSeq += 1;
  },
  "an unread count is another"({ view }) {
    view.unread += 1;
  },
  "a message was shown at another place"({ stream }, at) {
    chosen(stream, at).seq += 1;
  },
  "another message was shown"({ stream }, at) {
    chosen(stream, at).messageId = "another";
  },
};

function chosen<T>(from: readonly T[], at: number): T {
  const one = from[at % from.length];
  if (one === undefined) throw new Error("nothing to choose from");
  return one;
}

function placesIn({ entries, final }: History, at: number): Places {
  const views = [...final.devices, ...final.rest].flatMap((one) => one.views);
  const stream = entries.flatMap((entry) => (entry.type === "shown" ? entry.messages : []));
  return { rows: final.database.messages, view: chosen(views, at), stream };
}

describe("the checker of histories, at random", () => {
  it("finds nothing wrong in what went well", () => {
    fc.assert(
      fc.property(history, (good) => {
        expect(check(good)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(Object.keys(MUTATIONS))("notices when %s", (name) => {
    fc.assert(
      fc.property(history, nth, nth, (good, one, other) => {
        MUTATIONS[name]?.(placesIn(good, one), other);
        expect(check(good)).not.toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
