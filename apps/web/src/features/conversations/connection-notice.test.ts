import type { ConnectionStatus } from "@oschat/client";
import { expect, it } from "vitest";
import { type ConnectionNotice, noticeAfter } from "./connection-notice.ts";

/** The words shown after each status in turn. */
function words(...statuses: ConnectionStatus[]): (string | null)[] {
  let shown: ConnectionNotice | null = null;
  return statuses.map((status) => {
    shown = noticeAfter(shown, status);
    return shown?.text ?? null;
  });
}

it("says the same through every attempt, until it is live", () => {
  const [first, ...later] = words("waiting", "connecting", "catching-up", "waiting", "connecting");
  expect(first).toBe("conversations.unreachable");
  expect(new Set(later)).toEqual(new Set([first]));
  expect(words("waiting", "live", "connecting")).toEqual([first, null, "conversations.connecting"]);
});

it("says when the reason changes", () => {
  expect(new Set(words("connecting", "waiting", "offline")).size).toBe(3);
});

it("is the same notice each time it is asked for", () => {
  expect(noticeAfter(null, "waiting")).toBe(noticeAfter(null, "waiting"));
});
