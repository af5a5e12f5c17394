/**
 * When somebody was not in a conversation. Revisions tell it exactly, since removing and adding take one each; the clock only as far
 * as the operations and what others saw bound it.
 */
import type { History } from "../history/entry.ts";
import { type Asked, isAbout, type Row } from "./asked.ts";

export interface Absence {
  /** Changes above the one and below the other were never theirs; infinite where it has no beginning or no end. */
  removedRev: number;
  addedRev: number;
  /** Not a member any more at this time, and until then not yet again. */
  removedBy: number;
  addedFrom: number;
}

export interface Absences {
  of(userId: string, conversationId: string): readonly Absence[];
  /** Who ought to be a member in the end, by conversation, as the messages tell it. */
  readonly finalMembers: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Move {
  isIn: boolean;
  rev: number;
}

export function findAbsences(
  history: History,
  asked: readonly Asked[],
  rows: ReadonlyMap<string, readonly Row[]>,
): Absences {
  const absences = new Map<string, Absence[]>();
  const finalMembers = new Map<string, Set<string>>();
  const seenRevs = whenRevisionsWereSeen(history);
  const listed = new Map(history.initialMembers.map(({ conversationId, userIds }) => [conversationId, userIds]));
  for (const { id: conversationId } of history.final.database.conversations) {
    const moves = movesIn(rows.get(conversationId) ?? []);
    const members = new Set<string>();
    const initial = new Set(listed.get(conversationId) ?? initialMembers(history, conversationId, moves));
    for (const userId of new Set([...initial, ...moves.keys()])) {
      const key = `${userId} ${conversationId}`;
      const own = moves.get(userId) ?? [];
      const bounds = boundsOf(asked, { userId, conversationId }, (rev) => seenRevs(conversationId, rev));
      absences.set(key, absencesFrom(own, initial.has(userId), bounds));
      if (own.at(-1)?.isIn ?? initial.has(userId)) members.add(userId);
    }
    finalMembers.set(conversationId, members);
  }
  return {
    of: (userId, conversationId) => absences.get(`${userId} ${conversationId}`) ?? [NEVER],
    finalMembers,
  };
}

const NEVER: Absence = { removedRev: 0, addedRev: Infinity, removedBy: -Infinity, addedFrom: Infinity };

function movesIn(rows: readonly Row[]): Map<string, Move[]> {
  const moves = new Map<string, Move[]>();
  for (const { system, rev } of rows) {
    if (system?.type !== "member_added" && system?.type !== "member_removed" && system?.type !== "member_left")
      continue;
    const own = moves.get(system.userId) ?? [];
    own.push({ isIn: system.type === "member_added", rev });
    moves.set(system.userId, own);
  }
  return moves;
}

/** Of a conversation that the history says nothing about: who left first, or is there without ever having come. */
function initialMembers({ final }: History, id: string, moves: ReadonlyMap<string, Move[]>): string[] {
  const known = final.database.members
    .filter(({ conversationId }) => conversationId === id)
    .map(({ userId }) => userId);
  return [...new Set([...known, ...moves.keys()])].filter((userId) => moves.get(userId)?.[0]?.isIn !== true);
}

interface Bounds {
  /** The nth removal was over by then. */
  removedBy(nth: number, rev: number): number;
  /** The nth addition had not begun before. */
  addedFrom(nth: number): number;
}

/** Every removal that was answered is one, so the nth answer came after the nth removal; every addition needs a request. */
function boundsOf(
  asked: readonly Asked[],
  about: { userId: string; conversationId: string },
  seenAt: (rev: number) => number,
): Bounds {
  const isSame = (one: typeof about) => one.userId === about.userId && one.conversationId === about.conversationId;
  const removals = asked.filter((one) => isAbout(one, "remove-member")).filter(({ operation }) => isSame(operation));
  const additions = asked.filter((one) => isAbout(one, "add-member")).filter(({ operation }) => isSame(operation));
  const answered = removals.flatMap(({ oks }) => oks.slice(0, 1).map(({ at }) => at)).sort((a, b) => a - b);
  // A second attempt finds what an unanswered first one did.
  const begun = additions
    .filter(({ outcome, code }) => outcome !== "fail" || code === "already_member")
    .map(({ invokedAt }) => invokedAt)
    .sort((a, b) => a - b);
  return {
    removedBy: (nth, rev) => Math.min(answered[nth] ?? Infinity, seenAt(rev)),
    addedFrom: (nth) => begun[nth] ?? -Infinity,
  };
}

function absencesFrom(moves: readonly Move[], isInitial: boolean, bounds: Bounds): Absence[] {
  const absences: Absence[] = [];
  let open: Absence | null = isInitial ? null : { ...NEVER };
  let removals = 0;
  let additions = 0;
  for (const { isIn, rev } of moves) {
    if (isIn && open !== null) {
      absences.push({ ...open, addedRev: rev, addedFrom: bounds.addedFrom(additions) });
      open = null;
      additions += 1;
    } else if (!isIn && open === null) {
      open = { ...NEVER, removedRev: rev, removedBy: bounds.removedBy(removals, rev) };
      removals += 1;
    }
  }
  return open === null ? absences : [...absences, open];
}

/** When anybody first saw that a conversation had come to a revision; infinite if nobody did. */
function whenRevisionsWereSeen({ entries }: History): (conversationId: string, rev: number) => number {
  const seen = new Map<string, { rev: number; at: number }[]>();
  const note = (conversationId: string, rev: number, at: number) => {
    const highest = seen.get(conversationId) ?? [];
    if (rev > (highest.at(-1)?.rev ?? 0)) highest.push({ rev, at });
    seen.set(conversationId, highest);
  };
  for (const entry of entries) {
    if (entry.type === "heard") note(entry.message.conversationId, entry.message.rev, entry.at);
    if (entry.type === "shown") for (const { rev } of entry.messages) note(entry.conversationId, rev, entry.at);
  }
  return (conversationId, rev) => {
    const highest = seen.get(conversationId) ?? [];
    let low = 0;
    let high = highest.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((highest[middle]?.rev ?? 0) < rev) low = middle + 1;
      else high = middle;
    }
    return highest[low]?.at ?? Infinity;
  };
}
