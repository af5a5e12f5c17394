/** SQL of catch-up: what changed, and the heads. */
import { type Digest, type Head, LIMITS } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db } from "../../database/connection.ts";
import { MESSAGE_COLUMNS, type MessageRow } from "../messages/index.ts";
import { unreadCount } from "../read-markers/index.ts";

export interface Changes {
  messages: MessageRow[];
  lastSeq: number;
  lastRev: number;
}

type ChangeRow = { last_seq: number; last_rev: number } & (MessageRow | { id: null });

/**
 * Messages changed after a revision, in `rev` order; or placed after a message, in `seq` order. With the heads, in one snapshot.
 * Null when the user is not a member or the message is not in this conversation.
 *
 * Both ends of the range are given, so that the index of that counter is read and never the whole conversation. Nobody catches
 * up beyond the upper one: by `rev` that would be a reset (S4), by `seq` places have no holes (O1).
 */
export async function readChanges(
  db: Db,
  { conversationId, userId }: { conversationId: string; userId: string },
  { after, limit }: { after: { rev: number } | { messageId: string }; limit: number },
): Promise<Changes | null> {
  const byRev = "rev" in after;
  const cursor = byRev
    ? sql`${after.rev}::bigint`
    : sql`(select k.seq from messages k where k.id = ${after.messageId} and k.conversation_id = c.id)`;
  const counter = sql.ref(byRev ? "x.rev" : "x.seq");
  const reach = sql.lit(byRev ? LIMITS.syncResetRevisions : limit);
  const { rows } = await sql<ChangeRow>`
    select h.last_seq, h.last_rev, page.*
    from (
      select c.last_seq, c.last_rev, ${cursor} as cursor
      from conversation_members m join conversations c on c.id = m.conversation_id
      where m.user_id = ${userId} and m.conversation_id = ${conversationId}
    ) h
    left join lateral (
      select ${MESSAGE_COLUMNS} from messages x join users s on s.id = x.sender_id
      where x.conversation_id = ${conversationId} and ${counter} > h.cursor and ${counter} <= h.cursor + ${reach}
      order by ${counter} limit ${limit}
    ) page on true
    where h.cursor is not null
    order by ${sql.ref(byRev ? "page.rev" : "page.seq")}`.execute(db);
  const first = rows[0];
  if (first === undefined) return null;
  return {
    messages: rows.filter((row): row is ChangeRow & MessageRow => row.id !== null),
    lastSeq: first.last_seq,
    lastRev: first.last_rev,
  };
}

/** Of everything the user has: enough to notice that something differs. */
export async function readDigest(db: Db, userId: string): Promise<Digest> {
  const { rows } = await sql<Digest>`
    select count(*)::int as count, coalesce(sum(c.last_rev), 0)::int8 as "revSum", coalesce(sum(m.last_read_seq), 0)::int8 as "readSum"
    from conversation_members m join conversations c on c.id = m.conversation_id
    where m.user_id = ${userId}`.execute(db);
  return rows[0] ?? { count: 0, revSum: 0, readSum: 0 };
}

/** The heads of every conversation of the user. */
export async function readHeads(db: Db, userId: string): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select h.conversation_id as "conversationId", h.last_seq as "lastSeq", h.last_rev as "lastRev",
      h.last_read_seq as "lastReadSeq", ${unreadCount("h")} as unread
    from (
      select m.*, c.last_seq, c.last_rev from conversation_members m join conversations c on c.id = m.conversation_id
      where m.user_id = ${userId}
    ) h`.execute(db);
  return rows;
}
