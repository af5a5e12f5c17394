/** SQL of catch-up: what changed, and the heads. */
import { type Digest, type Head, LIMITS } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db } from "../../database/connection.ts";
import { MESSAGE_COLUMNS, type MessageRow } from "../messages/index.ts";
import { unreadCount } from "../read-markers/index.ts";

/** A conversation, as one person may see it. */
export interface Place {
  conversationId: string;
  userId: string;
}

export type PlaceAndRev = Place & { rev: number };

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
  { conversationId, userId }: Place,
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

/**
 * For each of these, what changed after its revision, in `rev` order, with the heads, all in one snapshot. Where the conversation
 * is more than `most` revisions further no messages are read. Who is not a member is left out.
 *
 * Whatever is looked up is one probe of one index, however many ask and whatever the planner believes.
 */
export async function readFewChanges(
  db: Db,
  asked: readonly PlaceAndRev[],
  most: number,
): Promise<Map<PlaceAndRev, Changes>> {
  const { rows } = await sql<{ place: number } & ChangeRow>`
    select a.place::int, h.last_seq, h.last_rev, page.*
    from unnest(
      ${asked.map(({ conversationId }) => conversationId)}::uuid[],
      ${asked.map(({ userId }) => userId)}::uuid[],
      ${asked.map(({ rev }) => rev)}::bigint[]
    ) with ordinality a (conversation_id, user_id, rev, place)
    cross join lateral (
      select c.last_seq, c.last_rev from conversation_members m join conversations c on c.id = m.conversation_id
      where m.conversation_id = a.conversation_id and m.user_id = a.user_id limit 1
    ) h
    left join lateral (
      select ${MESSAGE_COLUMNS} from messages x
      cross join lateral (select s.name, s.avatar_url from users s where s.id = x.sender_id limit 1) s
      where x.conversation_id = a.conversation_id and x.rev > a.rev and x.rev <= a.rev + ${most}::int
        and h.last_rev <= a.rev + ${most}::int
      order by x.rev limit ${most}
    ) page on true
    order by a.place, page.rev`.execute(db);
  const changes = new Map<PlaceAndRev, Changes>();
  for (const { place, ...row } of rows) {
    const key = asked[place - 1] as PlaceAndRev;
    let mine = changes.get(key);
    if (mine === undefined) {
      mine = { messages: [], lastSeq: row.last_seq, lastRev: row.last_rev };
      changes.set(key, mine);
    }
    if (row.id !== null) mine.messages.push(row);
  }
  return changes;
}

/** Of everything each of these users has: enough to notice that something differs. `idSum` is of `idNumber`s. */
export async function readDigests(db: Db, userIds: readonly string[]): Promise<Map<string, Digest>> {
  const { rows } = await sql<Digest & { userId: string }>`
    select u.id as "userId", d.*
    from unnest(${userIds}::uuid[]) u (id)
    cross join lateral (
      select count(*)::int as count,
        coalesce(sum(('x' || encode(substring(uuid_send(m.conversation_id) from 13), 'hex'))::bit(32)::int8), 0)::int8 as "idSum",
        coalesce(sum(c.last_rev), 0)::int8 as "revSum", coalesce(sum(m.last_read_seq), 0)::int8 as "readSum",
        coalesce(sum(m.own_rev), 0)::int8 as "ownSum"
      from conversation_members m
      cross join lateral (select c.last_rev from conversations c where c.id = m.conversation_id limit 1) c
      where m.user_id = u.id
    ) d`.execute(db);
  return new Map(rows.map(({ userId, ...digest }) => [userId, digest]));
}

/** The heads of every conversation of each of these users; who has none is left out. */
export async function readHeads(db: Db, userIds: readonly string[]): Promise<Map<string, Head[]>> {
  const { rows } = await sql<Head & { userId: string }>`
    select h.user_id as "userId", h.conversation_id as "conversationId", h.last_seq as "lastSeq", h.last_rev as "lastRev",
      h.last_read_seq as "lastReadSeq", ${unreadCount("h")} as unread,
      h.muted, h.unread_from as "unreadFrom", h.own_rev as "ownRev"
    from unnest(${userIds}::uuid[]) u (id)
    cross join lateral (
      select m.user_id, m.conversation_id, m.last_read_seq, m.muted, m.unread_from, m.own_rev, c.last_seq, c.last_rev
      from conversation_members m
      cross join lateral (select c.last_seq, c.last_rev from conversations c where c.id = m.conversation_id limit 1) c
      where m.user_id = u.id offset 0
    ) h`.execute(db);
  const heads = new Map<string, Head[]>();
  for (const { userId, ...head } of rows) {
    const mine = heads.get(userId);
    if (mine === undefined) heads.set(userId, [head]);
    else mine.push(head);
  }
  return heads;
}
