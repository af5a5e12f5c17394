import { describe, expect, it } from "vitest";
import { conversationFromSummary } from "./reducers/fresh-conversation.ts";
import { EMPTY_WINDOW } from "./reducers/window.ts";
import { searchMessages } from "./search.ts";
import type { Conversation } from "./state.ts";
import { textMessage } from "./testing/messages.ts";

function conversation(id: string, bodies: readonly string[], firstSeq = 1): Conversation {
  const messages = bodies.map((body, index) =>
    textMessage({ conversationId: id, messageId: `${id}-${firstSeq + index}`, seq: firstSeq + index, rev: 1, body }),
  );
  const row = conversationFromSummary({
    id,
    type: "group",
    title: id,
    peer: null,
    memberCount: 2,
    role: "member",
    lastSeq: messages.length,
    lastRev: 1,
    lastReadSeq: 0,
    unread: 0,
    muted: false,
    unreadFrom: null,
    ownRev: 0,
    lastMessage: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
  });
  return { ...row, window: { ...EMPTY_WINDOW, messages } };
}

const held = (...all: Conversation[]) => new Map(all.map((one) => [one.id, one]));
const bodies = (all: ReadonlyMap<string, Conversation>, text: string, options = {}) =>
  searchMessages(all, text, options).map(({ body }) => body);

describe("searching what is held", () => {
  it("minds neither case nor accents, in the text as in the question", () => {
    const all = held(conversation("a", ["Café in Malmö", "cafe", "tea", "ＣＡＦＥ"]));
    expect(bodies(all, "CAFÉ")).toEqual(["ＣＡＦＥ", "cafe", "Café in Malmö"]);
    expect(bodies(all, "malmo")).toEqual(["Café in Malmö"]);
  });

  it("wants every word, in any order", () => {
    const all = held(conversation("a", ["red apples", "apples are red", "red"]));
    expect(bodies(all, "red  apple")).toEqual(["apples are red", "red apples"]);
  });

  it("gives the newest first, over all conversations or of one, and no more than asked for", () => {
    const all = held(conversation("a", ["x 1", "x 2"], 1), conversation("b", ["x 3", "x 4"], 3));
    expect(bodies(all, "x")).toEqual(["x 4", "x 3", "x 2", "x 1"]);
    expect(bodies(all, "x", { limit: 3 })).toEqual(["x 4", "x 3", "x 2"]);
    expect(bodies(all, "x", { conversationId: "a" })).toEqual(["x 2", "x 1"]);
    expect(bodies(all, "x", { conversationId: "gone" })).toEqual([]);
  });

  it("finds nothing by nothing, and nothing that was deleted", () => {
    const all = held(conversation("a", ["here"]));
    expect(bodies(all, "  ")).toEqual([]);
    const [message] = all.get("a")?.window.messages ?? [];
    const gone = { ...message, deletedAt: "2026-01-02T00:00:00.000Z" } as typeof message & object;
    const after = held({ ...(all.get("a") as Conversation), window: { ...EMPTY_WINDOW, messages: [gone] } });
    expect(bodies(after, "here")).toEqual([]);
  });

  it("looks through fifty thousand messages quickly", () => {
    const many = Array.from({ length: 100 }, (_, id) =>
      conversation(
        `c${id}`,
        Array.from({ length: 500 }, (_, n) => `message ${n} about apples, pears and Äpfel`),
      ),
    );
    const all = held(...many);
    searchMessages(all, "warm");
    const started = performance.now();
    expect(searchMessages(all, "apfel 499")).toHaveLength(50);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
