/** From conversation rows to their wire shapes: the only place that decides what leaves of them. */
import type { ConversationSummary, Member } from "@oschat/protocol";
import { type MessageRow, presentMessage } from "../messages/index.ts";
import type { MemberRow, SummaryRow } from "./conversations.store.ts";

export function presentSummary(row: SummaryRow): ConversationSummary {
  return {
    id: row.id,
    type: row.type,
    title: row.title,
    peer: row.peer,
    memberCount: row.member_count,
    role: row.role,
    lastSeq: row.last_seq,
    lastRev: row.last_rev,
    lastReadSeq: row.last_read_seq,
    unread: row.unread,
    lastMessage: row.last_message === null ? null : presentMessage(withDates(row.last_message)),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    avatarUrl: row.avatar_url,
    role: row.role,
    joinedAt: row.joined_at.toISOString(),
    lastReadSeq: row.last_read_seq,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    lastSeenMessageId: row.last_seen_msg_id,
  };
}

function withDates(message: NonNullable<SummaryRow["last_message"]>): MessageRow {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...message,
    created_at: new Date(message.created_at),
    edited_at: date(message.edited_at),
    deleted_at: date(message.deleted_at),
  };
}
