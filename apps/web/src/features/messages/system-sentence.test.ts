import type { Message, SystemEvent } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { sentenceText, systemSentence } from "./system-sentence.ts";

const ada = { userId: "ada", name: "Ada" };
const bob = { userId: "bob", name: "Bob" };

function told(system: SystemEvent | null, meId: string): string {
  return sentenceText(systemSentence(news(system), meId));
}

function news(system: SystemEvent | null): Message {
  return {
    messageId: "m",
    conversationId: "c",
    senderId: "ada",
    senderName: "Ada",
    senderAvatar: null,
    clientMsgId: "x",
    kind: "system",
    body: "plain news",
    system,
    seq: 1,
    rev: 1,
    createdAt: "2026-03-01T12:00:00.000Z",
    editedAt: null,
    deletedAt: null,
  };
}

describe("systemSentence", () => {
  const added: SystemEvent = { type: "member_added", ...bob, avatarUrl: null, role: "member" };

  it.each<[SystemEvent, string, string, string]>([
    [{ type: "group_created", title: "Ops" }, "Ada created the group Ops", "You created the group Ops", ""],
    [{ type: "renamed", title: "Dev" }, "Ada renamed the group to Dev", "You renamed the group to Dev", ""],
    [added, "Ada added Bob", "You added Bob", "Ada added you"],
    [{ type: "member_removed", ...bob }, "Ada removed Bob", "You removed Bob", "Ada removed you"],
    [{ type: "member_left", ...ada }, "Ada left", "You left", ""],
    [
      { type: "role_changed", ...bob, role: "admin" },
      "Ada made Bob an admin",
      "You made Bob an admin",
      "Ada made you an admin",
    ],
    [
      { type: "role_changed", ...bob, role: "member" },
      "Ada made Bob a member",
      "You made Bob a member",
      "Ada made you a member",
    ],
    [
      { type: "ownership_transferred", ...bob },
      "Ada made Bob the owner",
      "You made Bob the owner",
      "Ada made you the owner",
    ],
  ])("tells %j to strangers, to Ada and to Bob", (event, stranger, toAda, toBob) => {
    expect(told(event, "eve")).toBe(stranger);
    expect(told(event, "ada")).toBe(toAda);
    if (toBob !== "") expect(told(event, "bob")).toBe(toBob);
  });

  it("{F5} keeps names apart from the sentence, so that they can be isolated", () => {
    expect(systemSentence(news(added), "bob")).toEqual([
      { kind: "name", text: "Ada" },
      { kind: "words", text: " added you" },
    ]);
  });

  it("falls back to the plain body", () => {
    expect(told(null, "eve")).toBe("plain news");
  });
});
