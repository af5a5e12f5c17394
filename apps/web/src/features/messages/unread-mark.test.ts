import type { Message } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { countNew, markAfterArrival, NO_MARK, type UnreadMark } from "./unread-mark.ts";

function texts(...authors: string[]): Message[] {
  return authors.map((senderId, index) => ({
    messageId: `m${index + 1}`,
    conversationId: "c",
    senderId,
    senderName: senderId,
    senderAvatar: null,
    clientMsgId: `x${index + 1}`,
    kind: "text",
    body: "text",
    system: null,
    seq: index + 1,
    rev: index + 1,
    createdAt: "2026-03-01T12:00:00.000Z",
    editedAt: null,
    deletedAt: null,
  }));
}

function arrive(mark: UnreadMark, messages: Message[], lastReadSeq: number, isReading: boolean): UnreadMark {
  return markAfterArrival(mark, { messages, meId: "me", lastReadSeq, isReading });
}

describe("markAfterArrival", () => {
  it("stands at the read marker on opening", () => {
    expect(arrive(NO_MARK, texts("ada", "ada", "ada"), 1, true).newAfterSeq).toBe(1);
  });

  it("stands nowhere when nothing is unread, or only own messages are", () => {
    expect(arrive(NO_MARK, texts("ada", "ada"), 2, true).newAfterSeq).toBeNull();
    expect(arrive(NO_MARK, texts("ada", "me"), 1, true).newAfterSeq).toBeNull();
  });

  it("stays where it was while it is read and more arrives", () => {
    const opened = arrive(NO_MARK, texts("ada", "ada"), 1, true);
    expect(arrive(opened, texts("ada", "ada", "ada"), 2, true).newAfterSeq).toBe(1);
  });

  it("does not appear for what arrives before the reader's eyes", () => {
    const opened = arrive(NO_MARK, texts("ada"), 1, true);
    expect(arrive(opened, texts("ada", "ada"), 1, true).newAfterSeq).toBeNull();
  });

  it("appears above what arrives unseen, and moves there once the former was read", () => {
    const opened = arrive(NO_MARK, texts("ada", "ada"), 1, true);
    const away = arrive(opened, texts("ada", "ada", "ada"), 2, false);
    expect(away.newAfterSeq).toBe(2);
  });

  it("does not move down while what it marks is unread", () => {
    const opened = arrive(NO_MARK, texts("ada", "ada"), 1, true);
    expect(arrive(opened, texts("ada", "ada", "ada"), 1, false).newAfterSeq).toBe(1);
  });

  it("ignores own messages and edits", () => {
    const opened = arrive(NO_MARK, texts("ada"), 1, true);
    expect(arrive(opened, texts("ada", "me"), 1, false).newAfterSeq).toBeNull();
    expect(arrive(opened, texts("ada"), 1, false)).toBe(opened);
  });
});

describe("countNew", () => {
  it("counts others' texts above a place", () => {
    expect(countNew(texts("ada", "ada", "me", "bob"), 1, "me")).toBe(2);
  });
});
