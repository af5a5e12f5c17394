import { expect, it } from "vitest";
import { makeConversation } from "../../testing/make-conversation.ts";
import { areDetailsShown } from "./are-details-shown.ts";

const held = { byId: new Map([["c", makeConversation()]]), isDetailsOpen: true };

it("shows the details that the address asks for", () => {
  expect(areDetailsShown({ ...held, currentConversationId: "c" })).toBe(true);
  expect(areDetailsShown({ ...held, currentConversationId: "c", isDetailsOpen: false })).toBe(false);
  expect(areDetailsShown({ ...held, currentConversationId: null })).toBe(false);
});

it("[A1] shows none of a conversation one is no longer in", () => {
  expect(areDetailsShown({ ...held, byId: new Map(), currentConversationId: "c" })).toBe(false);
});
