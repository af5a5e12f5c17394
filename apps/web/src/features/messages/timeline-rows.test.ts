import type { OutboxEntry } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { type TimelineInput, type TimelineRow, timelineRows } from "./timeline-rows.ts";

const ME = "me";
const ADA = "ada";
const NOON = new Date(2026, 2, 3, 12, 0).getTime();
const MINUTE = 60_000;

function message(seq: number, over: Partial<Message> = {}, minutes = seq): Message {
  return {
    messageId: `m${seq}`,
    conversationId: "c",
    senderId: ADA,
    senderName: "Ada",
    senderAvatar: null,
    clientMsgId: `client-${seq}`,
    kind: "text",
    body: `text ${seq}`,
    system: null,
    seq,
    rev: seq,
    createdAt: new Date(NOON + minutes * MINUTE).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...over,
  };
}

function pending(clientMsgId: string, minutes: number): OutboxEntry {
  return {
    clientMsgId,
    conversationId: "c",
    body: "on its way",
    status: "sending",
    queuedAt: NOON + minutes * MINUTE,
    retryAt: null,
    seq: null,
    rev: null,
    error: null,
  };
}

function rows(input: Partial<TimelineInput>): TimelineRow[] {
  return timelineRows({ messages: [], outbox: [], reachedStart: false, meId: ME, newAfterSeq: null, ...input });
}

/** Each row in a word: its kind, "+" for a continued message. */
function shape(list: readonly TimelineRow[]): string {
  return list.map((row) => (row.kind === "message" ? (row.isContinued ? "+" : "header") : row.kind)).join(" ");
}

describe("timelineRows", () => {
  it("[O2] keeps the order of seq and puts what is on its way after it", () => {
    const list = rows({ messages: [message(1), message(2)], outbox: [pending("p1", 3), pending("p2", 3)] });
    expect(list.filter((row) => row.kind === "message").map((row) => row.key)).toEqual(["m1", "m2", "p1", "p2"]);
  });

  it("gives an own message the same key before and after it is confirmed", () => {
    const before = rows({ outbox: [pending("mine", 1)] });
    const after = rows({ messages: [message(1, { senderId: ME, clientMsgId: "mine" })] });
    expect(before.at(-1)?.key).toBe("mine");
    expect(after.at(-1)?.key).toBe("mine");
  });

  it("[I1] shows a message once while it is both confirmed and still on its way", () => {
    const list = rows({ messages: [message(1, { senderId: ME, clientMsgId: "mine" })], outbox: [pending("mine", 1)] });
    expect(shape(list)).toBe("day header");
  });

  it("does not let another author's client id take the place of an own message", () => {
    const list = rows({ messages: [message(1, { clientMsgId: "mine" })], outbox: [pending("mine", 2)] });
    expect(new Set(list.map((row) => row.key)).size).toBe(list.length);
    expect(shape(list)).toBe("day header header");
  });

  it("groups messages of one author that follow each other within five minutes", () => {
    const list = rows({ messages: [message(1, {}, 0), message(2, {}, 4), message(3, {}, 8.9), message(4, {}, 13.9)] });
    expect(shape(list)).toBe("day header + + header");
  });

  it("starts a new group for another author", () => {
    expect(shape(rows({ messages: [message(1), message(2, { senderId: ME }), message(3)] }))).toBe(
      "day header header header",
    );
  });

  it("continues an own group with what is on its way", () => {
    const list = rows({ messages: [message(1, { senderId: ME })], outbox: [pending("p1", 2), pending("p2", 2)] });
    expect(shape(list)).toBe("day header + +");
  });

  it("never groups across a day line", () => {
    const lateEvening = new Date(2026, 2, 3, 23, 59).getTime();
    const list = rows({
      messages: [
        message(1, { createdAt: new Date(lateEvening).toISOString() }),
        message(2, { createdAt: new Date(lateEvening + 2 * MINUTE).toISOString() }),
      ],
    });
    expect(shape(list)).toBe("day header day header");
  });

  it("never groups across a system message", () => {
    const system = message(2, { kind: "system", system: { type: "renamed", title: "x" } });
    expect(shape(rows({ messages: [message(1), system, message(3)] }))).toBe("day header system header");
  });

  it("never groups across the new-messages line, which stands before the first new text of somebody else", () => {
    const list = rows({ messages: [message(1), message(2, { senderId: ME }), message(3), message(4)], newAfterSeq: 1 });
    expect(shape(list)).toBe("day header header unread header +");
  });

  it("shows no line while the first new message may lie in history that is not held", () => {
    const messages = [message(10), message(11)];
    expect(shape(rows({ messages, newAfterSeq: 4 }))).toBe("day header +");
    expect(shape(rows({ messages, newAfterSeq: 9 }))).toBe("day unread header +");
  });

  it("does not count deleted messages as new", () => {
    const deleted = message(2, { deletedAt: message(2).createdAt, body: "" });
    expect(shape(rows({ messages: [message(1), deleted, message(3)], newAfterSeq: 1 }))).toBe(
      "day header + unread header",
    );
  });

  it("begins with the start of the conversation only when nothing older exists", () => {
    expect(shape(rows({ messages: [message(1)], reachedStart: true }))).toBe("start day header");
    expect(shape(rows({ messages: [message(1)] }))).toBe("day header");
    expect(shape(rows({ reachedStart: true }))).toBe("start");
  });
});
