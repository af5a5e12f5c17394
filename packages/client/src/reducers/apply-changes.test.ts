import type { Message } from "@oschat/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conversation } from "../state.ts";
import { textMessage } from "../testing/messages.ts";
import { applyChanges } from "./apply-changes.ts";
import { conversationFromSummary } from "./fresh-conversation.ts";
import { moveMarker, takeHead } from "./read-marker.ts";
import { UNREAD_MANY } from "./unread.ts";
import { EMPTY_WINDOW, UNLOADED_WINDOW } from "./window.ts";

const ME = "ada";
const UNMARKED = { muted: false, unreadFrom: null, ownRev: 0 };
const DELETED = "2026-01-02T00:00:00.000Z";

function conversation(summary: Partial<Conversation["summary"]> = {}, window = UNLOADED_WINDOW): Conversation {
  const row = conversationFromSummary({
    id: "c",
    type: "group",
    title: "Garden",
    peer: null,
    memberCount: 2,
    role: "member",
    lastSeq: 0,
    lastRev: 0,
    lastReadSeq: 0,
    unread: 0,
    ...UNMARKED,
    lastMessage: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    ...summary,
  });
  return { ...row, window };
}

const apply = (to: Conversation, ...changes: Message[]) =>
  applyChanges(to, changes, Math.max(...changes.map(({ rev }) => rev)), ME);
const unreadAfter = (to: Conversation, ...changes: Message[]) => apply(to, ...changes).conversation.summary.unread;

describe("applying changes", () => {
  it("[S1] does nothing for changes at or below the cursor", () => {
    const before = conversation({ lastRev: 5, lastSeq: 5 });
    expect(apply(before, textMessage({ seq: 5, rev: 5 })).conversation).toBe(before);
  });

  it("[S1] applies only what is above the cursor when a batch reaches below it", () => {
    const before = conversation({ lastRev: 1, lastSeq: 1, unread: 1 });
    const joined = { type: "member_added", userId: "dan", name: "Dan", avatarUrl: null, role: "member" } as const;
    const known = textMessage({ seq: 1, rev: 1, kind: "system", system: joined });
    expect(apply(before, known, textMessage({ seq: 2, rev: 2 })).conversation.summary).toMatchObject({
      memberCount: 2,
      unread: 2,
    });
  });

  it("[S1] takes the latest state of a message that several pages of one catch-up name", () => {
    const message = textMessage({ seq: 1, rev: 1 });
    const after = apply(conversation({}, EMPTY_WINDOW), message, { ...message, rev: 3, body: "edited" });
    expect(after.conversation.window.messages).toHaveLength(1);
    expect(after.conversation.summary).toMatchObject({
      unread: 1,
      lastMessage: { body: "edited" },
      lastSeq: 1,
      lastRev: 3,
    });
  });

  it("shows the newest message in the list, also when it is edited or deleted", () => {
    const first = textMessage({ seq: 1, rev: 1 });
    const second = textMessage({ seq: 2, rev: 2 });
    const both = apply(conversation(), first, second).conversation;
    expect(both.summary).toMatchObject({ lastMessage: second, updatedAt: second.createdAt });
    const older = apply(both, { ...first, rev: 3, body: "edited" }).conversation;
    expect(older.summary).toMatchObject({ lastMessage: second, updatedAt: second.createdAt });
    const gone = { ...second, rev: 4, body: "", deletedAt: DELETED };
    expect(apply(older, gone).conversation.summary.lastMessage).toBe(gone);
  });

  it("keeps the parts that did not change", () => {
    const before = conversation({ lastSeq: 1, lastRev: 1 }, UNLOADED_WINDOW);
    const { conversation: after } = apply(before, textMessage({ seq: 2, rev: 2 }));
    expect(after.window).toBe(before.window);
    expect(after.members).toBe(before.members);
  });

  it("[P1] whoever wrote is no longer typing; an edit says nothing about typing", () => {
    const typing = [{ userId: "ben", userName: "Ben", until: 1 }];
    const before = { ...conversation({ lastSeq: 1, lastRev: 1 }), typing };
    expect(apply(before, textMessage({ seq: 1, rev: 2 })).conversation.typing).toBe(typing);
    expect(apply(before, textMessage({ seq: 2, rev: 2 })).conversation.typing).toEqual([]);
  });
});

describe("unread counts", () => {
  it("[R1] counts others' texts, not my own, not deleted ones, not system messages", () => {
    const system = textMessage({ seq: 1, rev: 1, kind: "system", system: { type: "renamed", title: "x" } });
    const deleted = textMessage({ seq: 2, rev: 5, deletedAt: DELETED });
    expect(
      unreadAfter(conversation(), system, textMessage({ seq: 3, rev: 3 }), textMessage({ seq: 4, rev: 4 }), deleted),
    ).toBe(2);
  });

  it("[R1] sinks when an unread message is deleted, not when a read one is", () => {
    const before = conversation({ lastSeq: 4, lastRev: 4, lastReadSeq: 2, unread: 2 });
    expect(unreadAfter(before, textMessage({ seq: 3, rev: 5, deletedAt: DELETED }))).toBe(1);
    expect(unreadAfter(before, textMessage({ seq: 2, rev: 5, deletedAt: DELETED }))).toBe(2);
  });

  it("[R1] my own message marks everything before it as read", () => {
    const before = conversation({ lastSeq: 4, lastRev: 4, unread: 4 });
    const mine = textMessage({ seq: 5, rev: 5, senderId: ME });
    expect(apply(before, mine).conversation.summary).toMatchObject({ unread: 0, lastReadSeq: 5 });
    expect(unreadAfter(before, mine, textMessage({ seq: 6, rev: 6 }))).toBe(1);
  });

  it("[R1] stops at `more than 99`, and below that only the server knows", () => {
    const many = Array.from({ length: 150 }, (_, index) => textMessage({ seq: index + 1, rev: index + 1 }));
    const full = apply(conversation(), ...many);
    expect(full.conversation.summary.unread).toBe(UNREAD_MANY);
    expect(full.isUnreadDoubtful).toBe(false);
    const less = apply(full.conversation, textMessage({ seq: 1, rev: 151, deletedAt: DELETED }));
    expect(less.isUnreadDoubtful).toBe(true);
  });

  it("[R1] carried on change by change equals counted from the messages", () => {
    const step = fc.record({
      kind: fc.constantFrom("sent", "mine", "deleted", "read"),
      at: fc.nat({ max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let carried = conversation();
        let counted = conversation({}, EMPTY_WINDOW);
        for (const { kind, at } of steps) {
          const { cursor, summary, window } = counted;
          const old = window.messages[at];
          const next = { seq: summary.lastSeq + 1, rev: cursor + 1, senderId: kind === "mine" ? ME : "ben" };
          if (kind === "read") {
            // Without the messages only "all read" is known.
            carried = moveMarker(carried, summary.lastSeq, ME).conversation;
            counted = moveMarker(counted, summary.lastSeq, ME).conversation;
          } else if (kind !== "deleted" || old?.deletedAt === null) {
            const change =
              kind === "deleted" && old ? { ...old, rev: cursor + 1, deletedAt: DELETED } : textMessage(next);
            carried = apply(carried, change).conversation;
            counted = apply(counted, change).conversation;
          }
        }
        expect(carried.summary).toEqual(counted.summary);
      }),
    );
  });
});

describe("the read marker", () => {
  const held = apply(
    conversation({}, EMPTY_WINDOW),
    ...[1, 2, 3, 4].map((seq) => textMessage({ seq, rev: seq })),
  ).conversation;

  it("[R1] moves forward and counts what is above it", () => {
    expect(moveMarker(held, 3, ME).conversation.summary).toMatchObject({ lastReadSeq: 3, unread: 1 });
  });

  it("[R1] never goes back", () => {
    const read = moveMarker(held, 3, ME).conversation;
    expect(moveMarker(read, 1, ME).conversation).toBe(read);
  });

  it("[R1] takes the server's count when the messages are not held, and doubts it", () => {
    const row = conversation({ lastSeq: 10, lastRev: 10, unread: 9 });
    const moved = moveMarker(row, 5, ME, 4);
    expect(moved.conversation.summary).toMatchObject({ lastReadSeq: 5, unread: 4 });
    expect(moved.isUnreadDoubtful).toBe(true);
    expect(moveMarker(row, 10, ME)).toMatchObject({
      conversation: { summary: { unread: 0 } },
      isUnreadDoubtful: false,
    });
  });

  it("[S5] takes marker and count from a head of the same revision, the marker alone from another", () => {
    const row = conversation({ lastSeq: 10, lastRev: 10, unread: 9 });
    const head = { conversationId: "c", lastSeq: 10, lastRev: 10, lastReadSeq: 6, unread: 3, ...UNMARKED };
    expect(takeHead(row, head, ME)).toMatchObject({
      conversation: { summary: { lastReadSeq: 6, unread: 3 } },
      isUnreadDoubtful: false,
    });
    expect(takeHead(row, { ...head, lastRev: 9 }, ME)).toMatchObject({
      conversation: { summary: { lastReadSeq: 6 } },
      isUnreadDoubtful: true,
    });
  });
});
