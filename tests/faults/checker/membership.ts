/** Who may not hear, and when: I16, I18, I25. */
import type { Absence } from "./absences.ts";
import { isAbout } from "./asked.ts";
import type { Run, Step } from "./run.ts";

/** What was on its way before a removal was answered, and what a busy machine has not yet looked at. */
const IN_FLIGHT_MS = 2_000;
/** A3. */
const SESSION_END_MS = 1_000;

export function* removedGetNothing(run: Run): Generator<string> {
  for (const [device, steps] of run.steps) {
    const userId = run.devices.get(device)?.userId;
    if (userId === undefined) continue;
    for (const step of steps) {
      for (const { conversationId, rev, messageId } of received(step)) {
        const isLeak = run.absences.of(userId, conversationId).some((absence) => isLeaked(absence, step, rev));
        if (isLeak) yield `${device} got ${messageId} of ${conversationId} at revision ${rev}, at ${step.entry.at}`;
      }
    }
  }
  yield* stillMembers(run);
}

function received({ entry }: Step): { conversationId: string; rev: number; messageId: string }[] {
  if (entry.type === "heard") return [entry.message];
  if (entry.type !== "shown") return [];
  return entry.messages.map(({ rev, messageId }) => ({ conversationId: entry.conversationId, rev, messageId }));
}

/** A program that starts anew may show what it stored before, until it is level with the server. */
function isLeaked(absence: Absence, { entry, hasBeenLive }: Step, rev: number): boolean {
  if (entry.at >= absence.addedFrom) return false;
  const isLater = rev > absence.removedRev && rev < absence.addedRev;
  return isLater || ((hasBeenLive || entry.type === "heard") && isOver(absence, entry.at));
}

function isOver({ removedBy, addedFrom }: Absence, at: number): boolean {
  return at > removedBy + IN_FLIGHT_MS && at < addedFrom;
}

function* stillMembers({ history, devices, absences }: Run): Generator<string> {
  const { database, rest } = history.final;
  for (const { conversationId, userId } of database.members) {
    const isExpected = absences.finalMembers.get(conversationId)?.has(userId);
    if (!isExpected) yield `${userId} is a member of ${conversationId}, and was removed or never added`;
  }
  const members = new Set(database.members.map(({ conversationId, userId }) => `${userId} ${conversationId}`));
  const viewers = [
    ...history.final.devices.map(({ device, views }) => ({ who: device, userId: devices.get(device)?.userId, views })),
    ...rest.map(({ userId, views }) => ({ who: `REST of ${userId}`, userId, views })),
  ];
  for (const { who, userId, views } of viewers) {
    for (const { conversationId } of views) {
      if (!members.has(`${userId} ${conversationId}`)) yield `${who} shows ${conversationId} without being a member`;
    }
  }
}

export function* strangersSeeNoTyping(run: Run): Generator<string> {
  for (const [device, steps] of run.steps) {
    const own = run.devices.get(device)?.userId;
    for (const { entry } of steps) {
      if (entry.type !== "typing" || own === undefined) continue;
      for (const userId of [own, entry.userId]) {
        const isAbsent = run.absences.of(userId, entry.conversationId).some((absence) => isOver(absence, entry.at));
        if (isAbsent) yield `${device} saw ${entry.userId} typing at ${entry.at} when ${userId} was no member`;
      }
    }
  }
}

export function* endedSessionsHearNothing(run: Run): Generator<string> {
  const endedAt = new Map<string, number>();
  for (const asked of run.asked) {
    const [ok] = asked.oks;
    if (ok !== undefined && isAbout(asked, "end-session")) endedAt.set(asked.operation.sessionId, ok.at);
  }
  for (const [device, steps] of run.steps) {
    const end = endedAt.get(run.devices.get(device)?.sessionId ?? "");
    for (const step of end === undefined ? [] : steps) {
      const { entry } = step;
      const began = entry.type === "attempt" ? entry.at - entry.tookMs : entry.at;
      if (began > (end ?? 0) + SESSION_END_MS && isServed(step))
        yield `${device} is served at ${entry.at}: ${entry.type}`;
    }
  }
}

function isServed({ entry, hasBeenLive }: Step): boolean {
  if (entry.type === "connection") return entry.status === "live";
  if (entry.type === "attempt") return entry.result === "ok";
  if (entry.type === "shown") return hasBeenLive;
  return entry.type === "heard" || entry.type === "typing";
}
