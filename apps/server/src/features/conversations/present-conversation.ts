/** From conversation rows to their wire shapes: the only place that decides what leaves of them. */
import type { ConversationSummary, Member, Person } from "@oschat/protocol";
import { presentMessage, toIsoTime } from "../messages/index.ts";
import type { MemberRow, SummaryRow } from "./conversations.store.ts";

export function presentSummary(row: SummaryRow): ConversationSummary {
  return {
    id: row.listed_id,
    type: row.type,
    title: row.title,
    peer: presentPeer(row),
    memberCount: row.member_count,
    role: row.role,
    lastSeq: row.last_seq,
    lastRev: row.last_rev,
    lastReadSeq: row.last_read_seq,
    unread: row.unread,
    muted: row.muted,
    unreadFrom: row.unread_from,
    ownRev: row.own_rev,
    lastMessage: row.id === null ? null : presentMessage(row),
    createdAt: toIsoTime(row.made_at),
    updatedAt: toIsoTime(row.updated_at),
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

function presentPeer({ peer_id: id, peer_name: name, peer_avatar: avatarUrl }: SummaryRow): Person | null {
  return id === null || name === null ? null : { id, name, avatarUrl };
}
