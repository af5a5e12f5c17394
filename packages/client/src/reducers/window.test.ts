import { describe, expect, it } from "vitest";
import { textMessage } from "../testing/messages.ts";
import { EMPTY_WINDOW, mergeIntoWindow, prependOlder, trimWindow, UNLOADED_WINDOW } from "./window.ts";

const windowOf = (...seqs: number[]) => ({
  ...EMPTY_WINDOW,
  messages: seqs.map((seq) => textMessage({ seq, rev: seq })),
  reachedStart: seqs[0] === 1,
});
const seqsOf = (window: { messages: readonly { seq: number }[] }) => window.messages.map(({ seq }) => seq);

describe("the window", () => {
  it("[O2] stays in order of seq, whatever the order of arrival", () => {
    const arrived = [5, 4, 6].map((seq) => textMessage({ seq, rev: 10 - seq }));
    expect(seqsOf(mergeIntoWindow(windowOf(2, 3), arrived))).toEqual([2, 3, 4, 5, 6]);
  });

  it("[S1] replaces a message only by a higher rev", () => {
    const window = windowOf(1, 2, 3);
    const newer = textMessage({ seq: 2, rev: 4, body: "edited" });
    const replaced = mergeIntoWindow(window, [newer]);
    expect(replaced.messages[1]).toBe(newer);
    expect(mergeIntoWindow(replaced, [textMessage({ seq: 2, rev: 3 })])).toBe(replaced);
  });

  it("leaves out what lies below it", () => {
    const window = windowOf(5, 6);
    expect(mergeIntoWindow(window, [textMessage({ seq: 2, rev: 9 })])).toBe(window);
  });

  it("takes nothing while it is not loaded", () => {
    expect(mergeIntoWindow(UNLOADED_WINDOW, [textMessage({ seq: 1, rev: 1 })])).toBe(UNLOADED_WINDOW);
  });

  it("[S4] never shows a hole: only the run after it is kept", () => {
    const window = mergeIntoWindow(windowOf(1, 2), [textMessage({ seq: 4, rev: 4 }), textMessage({ seq: 5, rev: 5 })]);
    expect(seqsOf(window)).toEqual([4, 5]);
    expect(window.reachedStart).toBe(false);
  });

  it("takes an older page, and of each message the higher rev", () => {
    const page = {
      conversationId: "c",
      messages: [textMessage({ seq: 1, rev: 1 }), textMessage({ seq: 2, rev: 2 }), textMessage({ seq: 3, rev: 3 })],
      hasOlder: false,
      hasNewer: true,
      lastSeq: 4,
      lastRev: 4,
    };
    const meanwhile = [textMessage({ seq: 2, rev: 5, body: "edited" }), textMessage({ seq: 4, rev: 4 })];
    const window = prependOlder({ ...windowOf(3, 4), loadingOlder: true }, page, meanwhile);
    expect(window.messages.map(({ seq, rev }) => [seq, rev])).toEqual([
      [1, 1],
      [2, 5],
      [3, 3],
      [4, 4],
    ]);
    expect(window).toMatchObject({ reachedStart: true, loadingOlder: false });
  });

  it("knows its start also when an older page comes after it has grown there by itself", () => {
    const page = {
      conversationId: "c",
      messages: [textMessage({ seq: 2, rev: 2 })],
      hasOlder: true,
      hasNewer: true,
      lastSeq: 4,
      lastRev: 4,
    };
    const grown = prependOlder(windowOf(1, 2, 3, 4), page, []);
    expect(seqsOf(grown)).toEqual([1, 2, 3, 4]);
    expect(grown.reachedStart).toBe(true);
  });

  it("tells when trimming that older messages exist", () => {
    expect(trimWindow(windowOf(1, 2, 3), 3).reachedStart).toBe(true);
    const trimmed = trimWindow(windowOf(1, 2, 3), 2);
    expect(seqsOf(trimmed)).toEqual([2, 3]);
    expect(trimmed.reachedStart).toBe(false);
  });
});
