/** What appears on a screen, and when: I5, I7, I14. A screen is a run of places without holes that grows at both ends. */

import type { SeenMessage } from "../history/entry.ts";
import { groupBy, keyOf } from "./asked.ts";
import type { InvariantId, Violation } from "./invariants.ts";
import type { Run, Step } from "./run.ts";

type ScreenInvariant = Extract<InvariantId, "I5" | "I7" | "I14">;

export function* nothingTwice(run: Run): Generator<string> {
  yield* onScreens(run, "I5");
  for (const [device, steps] of run.steps) yield* heardTwice(device, steps);
  for (const { who, conversationId, view, byKey } of [...run.sights.values()].flat()) {
    for (const [key, same] of byKey) {
      if (same.length > 1) yield `${who} shows ${key} ${same.length} times in ${conversationId}`;
    }
    for (const [messageId, same] of groupBy(view?.messages ?? [], (message) => message.messageId)) {
      if (same.length > 1) yield `${who} shows ${messageId} ${same.length} times in ${conversationId}`;
    }
  }
}

/** A bare socket may be told again by a new connection, never by the same. */
function* heardTwice(device: string, steps: readonly Step[]): Generator<string> {
  const heard = new Set<string>();
  for (const { entry } of steps) {
    if (entry.type === "connection" || entry.type === "started") heard.clear();
    if (entry.type !== "heard" || entry.event !== "message:new") continue;
    const key = keyOf(entry.message);
    if (heard.has(key)) yield `${device} heard ${key} twice in one connection`;
    heard.add(key);
  }
}

export function growsInOrder(run: Run): Generator<string> {
  return onScreens(run, "I7");
}

export function* skipsNothing(run: Run): Generator<string> {
  yield* onScreens(run, "I14");
  for (const [conversationId, sights] of run.sights) {
    const news = (run.rows.get(conversationId) ?? []).filter(({ kind }) => kind === "system");
    for (const { who, view, byKey } of sights) {
      const low = view?.messages[0]?.seq ?? Infinity;
      const missing = news.find((row) => row.seq > low && !byKey.has(keyOf(row)));
      if (missing !== undefined) yield `${who} shows nothing at place ${missing.seq} of ${conversationId}`;
    }
  }
}

interface Screen {
  low: number;
  high: number;
  revs: Map<string, number>;
  messageIds: Map<string, string>;
}

function* onScreens(run: Run, invariant: ScreenInvariant): Generator<string> {
  for (const [device, steps] of run.steps) {
    const screens = new Map<string, Screen>();
    for (const { entry } of steps) {
      if (entry.type === "started") screens.clear();
      if (entry.type === "dropped" || entry.type === "gone") screens.delete(entry.conversationId);
      if (entry.type !== "shown") continue;
      const { conversationId, messages } = entry;
      const screen = screens.get(conversationId) ?? { low: 0, high: 0, revs: new Map(), messageIds: new Map() };
      screens.set(conversationId, screen);
      for (const found of show(screen, messages)) {
        if (found.invariant === invariant) yield `${device} in ${conversationId} at ${entry.at}: ${found.what}`;
      }
    }
    if (invariant === "I14") yield* neverShown(run, device, screens);
  }
}

function* show(screen: Screen, messages: readonly SeenMessage[]): Generator<Violation> {
  const { revs, messageIds } = screen;
  const news: number[] = [];
  for (const { messageId, rev, seq, ...message } of messages) {
    const key = keyOf(message);
    const before = revs.get(messageId);
    if (before === undefined) news.push(seq);
    else if (before >= rev) yield { invariant: "I5", what: `${messageId} again at revision ${rev} after ${before}` };
    if ((messageIds.get(key) ?? messageId) !== messageId) yield { invariant: "I5", what: `${key} as two messages` };
    revs.set(messageId, rev);
    messageIds.set(key, messageId);
  }
  if (news.length === 0) return;
  const isInOrder = news.every((seq, index) => index === 0 || seq > (news[index - 1] ?? 0));
  const inside = screen.high > 0 ? news.find((seq) => seq >= screen.low && seq <= screen.high) : undefined;
  if (!isInOrder) yield { invariant: "I7", what: `places out of order: ${news.join(", ")}` };
  if (inside !== undefined) yield { invariant: "I7", what: `place ${inside} between what was shown before` };
  const held = screen.high > 0 ? [screen.low, screen.high] : [];
  const places = [...news, ...held].sort((a, b) => a - b);
  for (const [index, place] of places.entries()) {
    const before = places[index - 1];
    const isHeld = before === screen.low && place === screen.high && held.length > 0;
    if (before === undefined || isHeld || place <= before + 1) continue;
    yield { invariant: "I14", what: `nothing between places ${before} and ${place}` };
  }
  screen.low = places[0] ?? 0;
  screen.high = places.at(-1) ?? 0;
}

/** What a device has in the end, it has shown on the way. */
function* neverShown(run: Run, device: string, screens: ReadonlyMap<string, Screen>): Generator<string> {
  const final = run.history.final.devices.find((one) => one.device === device);
  for (const { conversationId, messages } of final?.views ?? []) {
    const missing = messages.find(({ messageId }) => !screens.get(conversationId)?.revs.has(messageId));
    if (missing !== undefined) yield `${device} has ${missing.messageId} of ${conversationId} and never showed it`;
  }
}
