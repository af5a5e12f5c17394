/** SQL of read markers. */
import type { MarkRead, ReadMarker } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db } from "../../database/connection.ts";
import { unreadCount } from "./unread-count.ts";

/** Moves the marker up to `seq`, or to the last message when that is less. False when it already was there or beyond. */
export async function moveMarker(db: Db, { conversationId, seq }: MarkRead, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update conversation_members m
    set last_read_seq = least(${seq}::bigint, c.last_seq), last_seen_at = now(), last_seen_msg_id = x.id
    from conversations c
    join messages x on x.conversation_id = c.id and x.seq = least(${seq}::bigint, c.last_seq)
    where m.conversation_id = ${conversationId} and m.user_id = ${userId} and c.id = m.conversation_id
      and m.last_read_seq < least(${seq}::bigint, c.last_seq)`.execute(db);
  return numAffectedRows === 1n;
}

export async function readMarker(db: Db, conversationId: string, userId: string): Promise<ReadMarker | null> {
  const { rows } = await sql<{ last_read_seq: number; last_seen_msg_id: string | null; unread: number }>`
    select h.last_read_seq, h.last_seen_msg_id, ${unreadCount("h")} as unread
    from (
      select m.*, c.last_seq from conversation_members m join conversations c on c.id = m.conversation_id
      where m.conversation_id = ${conversationId} and m.user_id = ${userId}
    ) h`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    conversationId,
    lastReadSeq: row.last_read_seq,
    lastSeenMessageId: row.last_seen_msg_id,
    unread: row.unread,
  };
}
