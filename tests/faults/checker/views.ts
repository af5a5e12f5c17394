/** What everybody sees in the end: I2, I6, I13, I17, I19, I20. */
import { isAbout, nameOf, type Sent } from "./asked.ts";
import type { Run, Sight } from "./run.ts";

export function* notShownBy(run: Run, sent: Sent, who: (sight: Sight) => boolean): Generator<string> {
  for (const sight of run.sights.get(sent.conversationId) ?? []) {
    if (who(sight) && !sight.byKey.has(sent.key)) yield `${sight.who} does not show ${nameOf(sent)}`;
  }
}

function allSights({ sights }: Run): Sight[] {
  return [...sights.values()].flat();
}

function isOwnReading(sight: Sight, { senderId }: Sent): boolean {
  return sight.device === null && sight.userId === senderId;
}

export function* acknowledgedIsShown(run: Run): Generator<string> {
  for (const sent of storedOnce(run)) yield* notShownBy(run, sent, (sight) => !isOwnReading(sight, sent));
}

export function* sendersFindTheirOwn(run: Run): Generator<string> {
  for (const sent of storedOnce(run)) yield* notShownBy(run, sent, (sight) => isOwnReading(sight, sent));
}

function storedOnce({ sends }: Run): Sent[] {
  return [...sends.values()].filter(({ outcome, rows }) => outcome === "ok" && rows.length === 1);
}

export function* everyoneSeesOneOrder(run: Run): Generator<string> {
  for (const { who, conversationId, view } of allSights(run)) {
    const messages = view?.messages ?? [];
    const wrong = messages.findIndex(({ seq }, index) => seq <= (messages[index - 1]?.seq ?? 0));
    if (wrong !== -1)
      yield `${who} shows place ${messages[wrong]?.seq} of ${conversationId} after ${messages[wrong - 1]?.seq}`;
  }
  for (const [key, { who }] of run.ghosts) {
    if (!run.sends.has(key)) yield `${who} shows ${key}, which nobody sent and nobody else sees`;
  }
}

/** Who comes later may read everything from the beginning, as those who were there. */
export function* newMembersSeeEverything(run: Run): Generator<string> {
  for (const { who, userId, conversationId, view } of allSights(run)) {
    if (view === null) yield `${who} does not show ${conversationId}, where ${userId} is a member`;
    else if (view.messages[0]?.seq !== 1) yield `${who} shows ${conversationId} from place ${view.messages[0]?.seq} on`;
  }
  for (const [conversationId, expected] of run.absences.finalMembers) {
    const members = new Set(
      run.history.final.database.members
        .filter((one) => one.conversationId === conversationId)
        .map(({ userId }) => userId),
    );
    for (const userId of expected) {
      if (!members.has(userId)) yield `${userId} was added to ${conversationId} and is no member of it`;
    }
  }
}

export function* lastVersionIsEverywhere(run: Run): Generator<string> {
  for (const { messageId, isDeleted, body } of run.rowsById.values()) {
    if (isDeleted && body !== "") yield `the database keeps the text of ${messageId}, which is deleted`;
  }
  for (const { who, view } of allSights(run)) {
    for (const { messageId, rev, body, isDeleted } of view?.messages ?? []) {
      const row = run.rowsById.get(messageId);
      if (row === undefined || (row.rev === rev && row.body === body && row.isDeleted === isDeleted)) continue;
      yield `${who} shows ${messageId} at revision ${rev} as "${body}", stored at ${row.rev} as "${row.body}"`;
    }
  }
  yield* lostChanges(run);
  yield* deletedThatCameBack(run);
}

function* lostChanges(run: Run): Generator<string> {
  for (const asked of run.asked) {
    if (!isAbout(asked, "edit") && !isAbout(asked, "delete")) continue;
    const { operation, oks, device } = asked;
    const row = run.rowsById.get(operation.messageId);
    if (row === undefined || oks.length === 0) continue;
    if (operation.do === "delete" && !row.isDeleted) yield `${row.messageId} was deleted by ${device} and stands`;
    const rev = oks[0]?.rev ?? 0;
    const isLost = rev > row.rev || (operation.do === "edit" && rev === row.rev && operation.body !== row.body);
    if (isLost) yield `${device} changed ${row.messageId} at revision ${rev}, stored at ${row.rev} as "${row.body}"`;
  }
}

/** What a device gets over a connection that began after a deletion was acknowledged has no trace of the text any more. */
function* deletedThatCameBack(run: Run): Generator<string> {
  const deletedAt = new Map<string, number>();
  for (const asked of run.asked) {
    if (!isAbout(asked, "delete")) continue;
    const { messageId } = asked.operation;
    for (const { at } of asked.oks) deletedAt.set(messageId, Math.min(at, deletedAt.get(messageId) ?? at));
  }
  for (const [device, steps] of run.steps) {
    for (const { entry, hasBeenLive, connectingSince } of steps) {
      if (entry.type !== "shown" || !hasBeenLive) continue;
      for (const { messageId, isDeleted } of entry.messages) {
        const isBack = !isDeleted && connectingSince > (deletedAt.get(messageId) ?? Infinity);
        if (isBack) yield `${device} shows the text of ${messageId} after it was deleted`;
      }
    }
  }
}

export function* changesEqualAFreshFetch(run: Run): Generator<string> {
  const fresh = new Map(
    allSights(run)
      .filter(({ device }) => device === null)
      .map((sight) => [`${sight.userId} ${sight.conversationId}`, sight]),
  );
  for (const { who, device, userId, conversationId, view } of allSights(run)) {
    const other = fresh.get(`${userId} ${conversationId}`);
    if (device === null || other === undefined) continue;
    if (view === null || other.view === null) {
      if (view !== other.view)
        yield `${who} ${view === null ? "lacks" : "shows"} ${conversationId}, unlike ${other.who}`;
      continue;
    }
    const [mine, theirs] = [view, other.view].map(({ messages }) => messages.map(({ messageId }) => messageId).sort());
    if (mine?.join() !== theirs?.join()) yield `${who} and ${other.who} have other messages of ${conversationId}`;
    const isSame = view.lastReadSeq === other.view.lastReadSeq && view.unread === other.view.unread;
    const read = ({ lastReadSeq, unread }: typeof view) => `${unread} unread after ${lastReadSeq}`;
    if (!isSame) yield `${who} has ${read(view)} in ${conversationId}, ${other.who} ${read(other.view)}`;
  }
}
