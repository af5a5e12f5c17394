import { describe, expect, it } from "vitest";
import { makeConversation, makeMessage, makeOutboxEntry } from "../../testing/make-conversation.ts";
import { previewOf, typingText } from "./preview-text.ts";

const typist = (userName: string) => ({ userId: userName, userName, until: 0 });

describe("the preview in the list", () => {
  const spoken = { lastMessage: makeMessage({ body: "one\n\ntwo" }) };

  it("names the author in a group, on one line", () => {
    expect(previewOf(makeConversation({ summary: spoken }), "me", false)).toEqual({
      kind: "message",
      lead: "Ada:",
      text: "one two",
    });
  });

  it.each([
    ["**bold** and `code` and ~~gone~~", "bold and code and gone"],
    ["> quoted\n- one\n- two", "quoted one two"],
    ["```ts\nconst a = 1;\n```", "const a = 1;"],
    ["2 * 3 * 4 and snake_case", "2 * 3 * 4 and snake_case"],
  ])("shows %j without the signs of its formatting", (body, shown) => {
    const conversation = makeConversation({ summary: { lastMessage: makeMessage({ body }) } });
    expect(previewOf(conversation, "me", false).text).toBe(shown);
  });

  it("names nobody in a direct message, and me when it was me", () => {
    const dm = makeConversation({ summary: { ...spoken, type: "dm" } });
    expect(previewOf(dm, "me", false).lead).toBeNull();
    expect(previewOf(dm, "ada", false).lead).toBe("You:");
  });

  it("shows no word of a deleted message", () => {
    const deletedAt = "2026-03-01T12:00:00.000Z";
    const lastMessage = makeMessage({ body: "", deletedAt });
    expect(previewOf(makeConversation({ summary: { lastMessage } }), "me", false).text).toBe("Message deleted");
  });

  it("tells news of the conversation as its timeline does", () => {
    const system = { type: "member_added", userId: "ben", name: "Ben", avatarUrl: null, role: "member" } as const;
    const lastMessage = makeMessage({ kind: "system", body: "Ada Lovelace added Ben", system });
    const conversation = makeConversation({ summary: { lastMessage } });
    expect(previewOf(conversation, "ben", false)).toEqual({
      kind: "message",
      lead: null,
      text: "Ada Lovelace added you",
    });
    expect(previewOf(conversation, "ada", false).text).toBe("You added Ben");
  });

  it("shows a draft, but not in the conversation one is writing in", () => {
    const conversation = makeConversation({ summary: spoken, draft: " half a\nsentence" });
    expect(previewOf(conversation, "me", false)).toEqual({ kind: "draft", lead: "Draft:", text: "half a sentence" });
    expect(previewOf(conversation, "me", true).kind).toBe("message");
  });

  it("prefers somebody typing to everything else", () => {
    const conversation = makeConversation({ summary: spoken, draft: "x", typing: [typist("Ben")] });
    expect(previewOf(conversation, "me", false)).toEqual({ kind: "typing", lead: null, text: "Ben is typing…" });
  });

  it("says when the newest message of mine was not sent", () => {
    const conversation = makeConversation({
      summary: spoken,
      outbox: [makeOutboxEntry({ status: "failed", body: "hey" })],
    });
    expect(previewOf(conversation, "me", false)).toEqual({ kind: "failed", lead: "Not sent:", text: "hey" });
  });
});

describe("who is typing", () => {
  it("names up to two", () => {
    expect(typingText([], "group")).toBeNull();
    expect(typingText([typist("Ben"), typist("Chika")], "group")).toBe("Ben and Chika are typing…");
    expect(typingText([typist("Ben"), typist("Chika"), typist("Li")], "group")).toBe("Several people are typing…");
  });
});
