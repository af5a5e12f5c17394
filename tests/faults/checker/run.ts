/**
 * A history made easy to ask: operations with their outcomes, sends with what became of them, what everybody saw, and what is stored.
 * Built once for a run; the checks read it and nothing else.
 */
import type { DeviceInfo, Entry, FinalView, History, SeenMessage } from "../history/entry.ts";
import { type Absences, findAbsences } from "./absences.ts";
import { type Asked, collectAsked, collectSends, groupBy, keyOf, type Row, type Sent } from "./asked.ts";

/** An entry of a device, and where in its life it stands. */
export interface Step {
  entry: Entry;
  /** The program has been level with the server since it began: what it shows comes from there, not from its storage. */
  hasBeenLive: boolean;
  /** When the present attempt to connect began. */
  connectingSince: number;
}

/** A conversation as a final member sees it in the end; without a view, not at all. */
export interface Sight {
  who: string;
  userId: string;
  /** Null: over REST. */
  device: string | null;
  conversationId: string;
  view: FinalView | null;
  byKey: ReadonlyMap<string, readonly SeenMessage[]>;
}

export interface Seen {
  who: string;
  conversationId: string;
  message: SeenMessage;
}

export interface Run {
  history: History;
  devices: ReadonlyMap<string, DeviceInfo>;
  asked: readonly Asked[];
  sends: ReadonlyMap<string, Sent>;
  /** By place. */
  rows: ReadonlyMap<string, readonly Row[]>;
  rowsByKey: ReadonlyMap<string, readonly Row[]>;
  rowsById: ReadonlyMap<string, Row>;
  steps: ReadonlyMap<string, readonly Step[]>;
  /** By conversation, of final members only. */
  sights: ReadonlyMap<string, readonly Sight[]>;
  /** Everything that was ever shown, heard or read. */
  seen: readonly Seen[];
  /** What was seen of messages that are not stored, by key. */
  ghosts: ReadonlyMap<string, Seen>;
  absences: Absences;
}

export function indexRun(history: History): Run {
  const { messages } = history.final.database;
  const devices = new Map(history.devices.map((info) => [info.device, info]));
  const asked = collectAsked(history.entries);
  const rows = groupBy(messages, ({ conversationId }) => conversationId);
  for (const one of rows.values()) one.sort((a, b) => a.seq - b.seq);
  const rowsByKey = groupBy(messages, keyOf);
  const seen = collectSeen(history);
  const ghosts = seen.filter(({ message }) => !rowsByKey.has(keyOf(message)));
  return {
    history,
    devices,
    asked,
    sends: collectSends(asked, devices, rowsByKey),
    rows,
    rowsByKey,
    rowsById: new Map(messages.map((row) => [row.messageId, row])),
    steps: collectSteps(history.entries),
    sights: groupBy(collectSights(history, devices), ({ conversationId }) => conversationId),
    seen,
    ghosts: new Map(ghosts.map((one) => [keyOf(one.message), one])),
    absences: findAbsences(history, asked, rows),
  };
}

function collectSteps(entries: readonly Entry[]): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  for (const [device, own] of groupBy(entries, (entry) => entry.device)) {
    let hasBeenLive = false;
    let connectingSince = Number.NEGATIVE_INFINITY;
    const all: Step[] = [];
    for (const entry of own) {
      const status = entry.type === "connection" ? entry.status : null;
      if (entry.type === "started") hasBeenLive = false;
      if (status === "live") hasBeenLive = true;
      else if (entry.type === "started" || (status !== null && status !== "catching-up")) connectingSince = entry.at;
      all.push({ entry, hasBeenLive, connectingSince });
    }
    steps.set(device, all);
  }
  return steps;
}

function collectSights({ final }: History, devices: Run["devices"]): Sight[] {
  const memberships = groupBy(final.database.members, ({ userId }) => userId);
  const viewers = [
    ...final.devices.map(({ device, views }) => ({ device, userId: devices.get(device)?.userId ?? "", views })),
    ...final.rest.map(({ userId, views }) => ({ device: null, userId, views })),
  ];
  return viewers.flatMap(({ device, userId, views }) => {
    const byConversation = new Map(views.map((view) => [view.conversationId, view]));
    return (memberships.get(userId) ?? []).map(({ conversationId }) => {
      const view = byConversation.get(conversationId) ?? null;
      const who = device ?? `REST of ${userId}`;
      return { who, userId, device, conversationId, view, byKey: groupBy(view?.messages ?? [], keyOf) };
    });
  });
}

function collectSeen({ entries, final }: History): Seen[] {
  const live = entries.flatMap((entry): Seen[] => {
    const { device: who } = entry;
    if (entry.type === "heard") return [{ who, conversationId: entry.message.conversationId, message: entry.message }];
    if (entry.type !== "shown") return [];
    return entry.messages.map((message) => ({ who, conversationId: entry.conversationId, message }));
  });
  const viewers = [
    ...final.devices.map(({ device, views }) => ({ who: device, views })),
    ...final.rest.map(({ userId, views }) => ({ who: `REST of ${userId}`, views })),
  ];
  const last = viewers.flatMap(({ who, views }) =>
    views.flatMap(({ conversationId, messages }) => messages.map((message) => ({ who, conversationId, message }))),
  );
  return [...live, ...last];
}
