import type { Message } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { announcementOf } from "./announcement.ts";

function text(senderId: string, body: string): Message {
  return {
    messageId: body,
    conversationId: "c",
    senderId,
    senderName: senderId === "ada" ? "Ada" : "Me",
    senderAvatar: null,
    clientMsgId: body,
    kind: "text",
    body,
    system: null,
    seq: 1,
    rev: 1,
    createdAt: "2026-03-01T12:00:00.000Z",
    editedAt: null,
    deletedAt: null,
  };
}

describe("announcementOf", () => {
  it("says author and text, and no time", () => {
    expect(announcementOf([text("ada", "hello"), text("ada", "there")], "me")).toBe("Ada: hello\nAda: there");
  });

  it("sums up a burst", () => {
    const burst = ["1", "2", "3", "4"].map((body) => text("ada", body));
    expect(announcementOf(burst, "me")).toBe("4 new messages");
  });

  it("is silent about own messages", () => {
    expect(announcementOf([text("me", "hello")], "me")).toBeNull();
  });

  it("cuts long texts between characters, not within", () => {
    const said = announcementOf([text("ada", "🎉".repeat(400))], "me");
    expect(said).toBe(`Ada: ${"🎉".repeat(300)}…`);
  });
});
