import type { Conversation } from "@oschat/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetConversations, showConversations } from "../../stores/conversations.ts";
import { makeConversation } from "../../testing/make-conversation.ts";
import { holdOrder, releaseOrder, shownOrder } from "./use-conversation-order.ts";
import { nextIndex } from "./use-roving-rows.ts";

const mouse = { pointerType: "mouse" };

/** Lets the list hold `ids`, the first one the most recently active. */
function show(...ids: string[]): void {
  const made = ids.map((id, index): [string, Conversation] => {
    const createdAt = new Date(Date.UTC(2026, 0, 1) - index).toISOString();
    return [id, makeConversation({ id, summary: { createdAt } })];
  });
  showConversations(new Map(made), true);
}

describe("the order of the list", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    show("a", "b", "c");
  });
  afterEach(() => {
    releaseOrder();
    forgetConversations();
    vi.useRealTimers();
  });

  it("holds still under the pointer: new ones come on top, gone ones go", () => {
    holdOrder(mouse);
    show("c", "new", "a");
    expect(shownOrder()).toEqual(["new", "a", "c"]);
  });

  it("is newest first again once the pointer has rested, or is gone", () => {
    holdOrder(mouse);
    vi.advanceTimersByTime(1_500);
    holdOrder(mouse);
    show("c", "a", "b");
    vi.advanceTimersByTime(1_500);
    expect(shownOrder()).toEqual(["a", "b", "c"]);
    vi.advanceTimersByTime(1_000);
    expect(shownOrder()).toEqual(["c", "a", "b"]);

    holdOrder(mouse);
    show("a", "b", "c");
    releaseOrder();
    expect(shownOrder()).toEqual(["a", "b", "c"]);
  });

  it("is not held by a finger", () => {
    holdOrder({ pointerType: "touch" });
    show("c", "a", "b");
    expect(shownOrder()).toEqual(["c", "a", "b"]);
  });
});

it("moves by the arrow keys, Home and End, and stops at both ends", () => {
  expect(nextIndex("ArrowDown", 1, 3)).toBe(2);
  expect(nextIndex("ArrowDown", 2, 3)).toBe(2);
  expect(nextIndex("ArrowUp", 0, 3)).toBe(0);
  expect(nextIndex("Home", 2, 3)).toBe(0);
  expect(nextIndex("End", 0, 3)).toBe(2);
  expect(nextIndex("Tab", 0, 3)).toBeNull();
});
