import { describe, expect, it } from "vitest";
import { actionsFor } from "./message-actions.rules.ts";
import type { TimelineItem } from "./timeline-item.ts";

function item(over: Partial<TimelineItem>): TimelineItem {
  return {
    conversationId: "c",
    clientMsgId: "x",
    messageId: "m",
    seq: 1,
    authorId: "ada",
    authorName: "Ada",
    authorAvatar: null,
    isOwn: false,
    body: "text",
    at: 0,
    state: "confirmed",
    failure: null,
    editedAt: null,
    isDeleted: false,
    ...over,
  };
}

const always = ["copy", "copyLink", "markUnread"];
const inDm = { isGroup: false, role: "owner" } as const;

describe("actionsFor", () => {
  it("lets the author change and delete", () => {
    expect(actionsFor(item({ isOwn: true }), inDm)).toEqual([...always, "edit", "delete"]);
  });

  it("lets owner and admin of a group delete everybody's, and nobody else", () => {
    expect(actionsFor(item({}), { isGroup: true, role: "owner" })).toEqual([...always, "delete"]);
    expect(actionsFor(item({}), { isGroup: true, role: "admin" })).toEqual([...always, "delete"]);
    expect(actionsFor(item({}), { isGroup: true, role: "member" })).toEqual(always);
    expect(actionsFor(item({}), inDm)).toEqual(always);
  });

  it("offers what can be done about a message that is not sent", () => {
    expect(actionsFor(item({ isOwn: true, state: "failed" }), inDm)).toEqual(["retry", "copy", "discard"]);
    expect(actionsFor(item({ isOwn: true, state: "queued" }), inDm)).toEqual(["copy", "discard"]);
    expect(actionsFor(item({ isOwn: true, state: "sending" }), inDm)).toEqual(["copy"]);
  });

  it("offers the signs of formatting where there are any", () => {
    const formatted = item({ body: "**text**" });
    expect(actionsFor(formatted, inDm)).toEqual(["copy", "copyMarkdown", "copyLink", "markUnread"]);
  });

  it("offers nothing on a tombstone", () => {
    expect(actionsFor(item({ isOwn: true, isDeleted: true }), inDm)).toEqual([]);
  });
});
