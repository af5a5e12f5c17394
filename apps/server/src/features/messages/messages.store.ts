/** SQL about messages: single ones, changes, and pages of history. */
import type { HistoryQuery } from "@oschat/protocol";
import { type RawBuilder, sql } from "kysely";
import type { Db, Transaction } from "../../database/connection.ts";
import { MESSAGE_COLUMNS, utcText } from "./message-columns.ts";
import type { MessageRow } from "./present-message.ts";

/** The message, if it is in that conversation. */
export async function readMessage(
  tx: Transaction,
  conversationId: string,
  messageId: string,
): Promise<MessageRow | null> {
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from messages x join users s on s.id = x.sender_id
    where x.id = ${messageId} and x.conversation_id = ${conversationId}`.execute(tx);
  return rows[0] ?? null;
}

/**
 * The conversation's next revision. The caller holds the row lock. The conversation's `updated_at` stays that of its newest
 * message, which is all that clients can know (S7).
 */
export async function takeRevision(tx: Transaction, conversationId: string): Promise<number> {
  const { last_rev } = await tx
    .updateTable("conversations")
    .set({ last_rev: sql`last_rev + 1` })
    .where("id", "=", conversationId)
    .returning("last_rev")
    .executeTakeFirstOrThrow();
  return last_rev;
}

/** Returns what it set. */
export async function replaceBody(
  tx: Transaction,
  messageId: string,
  { body, rev }: { body: string; rev: number },
): Promise<Pick<MessageRow, "body" | "rev" | "edited_at">> {
  return tx
    .updateTable("messages")
    .set({ body, rev, edited_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", messageId)
    .returning(["body", "rev", utcText("edited_at").as("edited_at")])
    .executeTakeFirstOrThrow();
}

/** Leaves a tombstone: the place without the words. Returns what it set. */
export async function clearBody(
  tx: Transaction,
  messageId: string,
  rev: number,
): Promise<Pick<MessageRow, "body" | "rev" | "deleted_at">> {
  return tx
    .updateTable("messages")
    .set({ body: "", rev, deleted_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", messageId)
    .returning(["body", "rev", utcText("deleted_at").as("deleted_at")])
    .executeTakeFirstOrThrow();
}

export interface HistoryRows {
  messages: MessageRow[];
  /** The first and last `seq` that were asked for, before clipping to what exists. */
  low: number;
  high: number;
  lastSeq: number;
  lastRev: number;
}

type HistoryRow = { low: number | null; high: number | null; last_seq: number; last_rev: number } & (
  | MessageRow
  | { id: null }
);

/**
 * A page of history with the conversation's heads, in one snapshot. Places have no holes (O1), so a page is a range of `seq`.
 * Null when the user is not a member or the cursor is not a message of this conversation.
 */
export async function readHistory(
  db: Db,
  { conversationId, userId }: { conversationId: string; userId: string },
  query: HistoryQuery,
): Promise<HistoryRows | null> {
  const { cursor, low, high } = rangeOf(query);
  const { rows } = await sql<HistoryRow>`
    select h.low, h.high, h.last_seq, h.last_rev, page.*
    from (
      select c.last_seq, c.last_rev, ${low} as low, ${high} as high
      from conversation_members m
      join conversations c on c.id = m.conversation_id
      left join messages k on k.id = ${cursor}::uuid and k.conversation_id = c.id
      where m.user_id = ${userId} and m.conversation_id = ${conversationId}
    ) h
    left join lateral (
      select ${MESSAGE_COLUMNS} from messages x join users s on s.id = x.sender_id
      where x.conversation_id = ${conversationId} and x.seq between h.low and h.high
      order by x.seq limit ${query.limit}
    ) page on true
    order by page.seq`.execute(db);
  const first = rows[0];
  if (first === undefined || first.low === null || first.high === null) return null;
  return {
    messages: rows.filter((row): row is HistoryRow & MessageRow => row.id !== null),
    low: first.low,
    high: first.high,
    lastSeq: first.last_seq,
    lastRev: first.last_rev,
  };
}

/** In terms of `c`, the conversation, and `k`, the message of the cursor. */
function rangeOf({ after, before, around, limit }: HistoryQuery): {
  cursor: string | null;
  low: RawBuilder<number>;
  high: RawBuilder<number>;
} {
  const size = sql`${limit}::int`;
  if (before !== undefined) return { cursor: before, low: sql`k.seq - ${size}`, high: sql`k.seq - 1` };
  if (after !== undefined) return { cursor: after, low: sql`k.seq + 1`, high: sql`k.seq + ${size}` };
  if (around !== undefined) {
    return { cursor: around, low: sql`k.seq - ${size} / 2`, high: sql`k.seq - ${size} / 2 + ${size} - 1` };
  }
  return { cursor: null, low: sql`c.last_seq - ${size} + 1`, high: sql`c.last_seq` };
}
