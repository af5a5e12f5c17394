import { describe, expect, it } from "vitest";
import { makeConversation, makeMessage, makeOutboxEntry } from "../testing/make-conversation.ts";
import { orderByActivity } from "./order-by-activity.ts";

const spokenAt = (id: string, createdAt: string) =>
  makeConversation({ id, summary: { lastMessage: makeMessage({ createdAt }) } });
const order = (...conversations: ReturnType<typeof makeConversation>[]) =>
  orderByActivity(conversations).map(({ id }) => id);

describe("the order of the list", () => {
  it("puts the newest message first", () => {
    expect(order(spokenAt("old", "2026-03-01T00:00:00.000Z"), spokenAt("new", "2026-03-02T00:00:00.000Z"))).toEqual([
      "new",
      "old",
    ]);
  });

  it("counts an own message on its way as activity at once", () => {
    const writing = makeConversation({
      id: "writing",
      outbox: [makeOutboxEntry({ queuedAt: Date.parse("2026-03-03T00:00:00.000Z") })],
    });
    expect(order(spokenAt("spoken", "2026-03-02T00:00:00.000Z"), writing)).toEqual(["writing", "spoken"]);
  });

  it("places an empty conversation by when it was made", () => {
    const empty = makeConversation({ id: "empty", summary: { createdAt: "2026-03-05T00:00:00.000Z" } });
    expect(order(spokenAt("spoken", "2026-03-02T00:00:00.000Z"), empty)).toEqual(["empty", "spoken"]);
  });

  it("is the same however the conversations arrive", () => {
    const same = ["a", "b", "c"].map((id) => spokenAt(id, "2026-03-02T00:00:00.000Z"));
    expect(order(...same)).toEqual(order(...same.toReversed()));
  });
});
