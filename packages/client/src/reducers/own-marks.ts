/** My own marks of a conversation (R2): as the server has them, with what I wish laid over. Pure. */
import type { ChangeOwnMarks, OwnMarks } from "@oschat/protocol";
import type { Conversation } from "../state.ts";
import type { AppliedChanges } from "./apply-changes.ts";
import { countUnread } from "./unread.ts";

type Own = Conversation["own"];

export function marksOf({ muted, unreadFrom, ownRev }: OwnMarks): OwnMarks {
  return { muted, unreadFrom, ownRev };
}

/** What the server says; older than what is known counts for nothing. `serverUnread` is what it counted by that. */
export function takeMarks(
  conversation: Conversation,
  marks: OwnMarks,
  meId: string,
  serverUnread: number | null = null,
): AppliedChanges {
  const { confirmed, wished } = conversation.own;
  if (marks.ownRev <= confirmed.ownRev) return { conversation, isUnreadDoubtful: false };
  return show(conversation, { confirmed: marksOf(marks), wished }, meId, serverUnread);
}

export function wishMarks(conversation: Conversation, change: ChangeOwnMarks, meId: string): AppliedChanges {
  const { confirmed, wished } = conversation.own;
  return show(conversation, { confirmed, wished: { ...wished, ...change } }, meId);
}

/** What was told is settled, granted or refused; what I have wished otherwise since is not. */
export function settleMarks(conversation: Conversation, told: ChangeOwnMarks, meId: string): AppliedChanges {
  const { confirmed, wished } = conversation.own;
  const left = { ...wished };
  if (left.muted === told.muted) delete left.muted;
  if (left.unreadFrom === told.unreadFrom) delete left.unreadFrom;
  return show(conversation, { confirmed, wished: Object.keys(left).length === 0 ? null : left }, meId);
}

/** Takes over what was known and wished before the conversation was fetched anew. */
export function keepMarks(fresh: Conversation, { confirmed, wished }: Own, meId: string): AppliedChanges {
  const newest = confirmed.ownRev > fresh.own.confirmed.ownRev ? confirmed : fresh.own.confirmed;
  return show(fresh, { confirmed: newest, wished }, meId);
}

function show(conversation: Conversation, own: Own, meId: string, serverUnread: number | null = null): AppliedChanges {
  const { confirmed, wished } = own;
  const muted = wished?.muted ?? confirmed.muted;
  const unreadFrom = wished?.unreadFrom === undefined ? confirmed.unreadFrom : wished.unreadFrom;
  const summary = { ...conversation.summary, muted, unreadFrom, ownRev: confirmed.ownRev };
  const shown = { ...conversation, own, summary };
  if (summary.unreadFrom === conversation.summary.unreadFrom) return { conversation: shown, isUnreadDoubtful: false };
  const { unread, isDoubtful } = countUnread(shown, meId, serverUnread);
  return { conversation: { ...shown, summary: { ...summary, unread } }, isUnreadDoubtful: isDoubtful };
}
