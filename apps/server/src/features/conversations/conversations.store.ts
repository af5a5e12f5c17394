/** SQL about conversations as their members see them, and the writes that make and change them. */
import type { ConversationType, ListQuery, Role } from "@oschat/protocol";
import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Db, Transaction } from "../../database/connection.ts";
import { MESSAGE_COLUMNS, type MessageRow, type UtcText, utcText } from "../messages/index.ts";
import { unreadCount } from "../read-markers/index.ts";

/** A conversation as one member has it, and its newest message, if it has any. */
export type SummaryRow = ListedRow & (MessageRow | { id: null });

interface ListedRow {
  listed_id: string;
  type: ConversationType;
  title: string | null;
  member_count: number;
  role: Role;
  last_seq: number;
  last_rev: number;
  last_read_seq: number;
  unread: number;
  muted: boolean;
  unread_from: number | null;
  own_rev: number;
  made_at: UtcText;
  updated_at: UtcText;
  /** The other one of a direct message. */
  peer_id: string | null;
  peer_name: string | null;
  peer_avatar: string | null;
}

export interface MemberRow {
  id: string;
  name: string;
  avatar_url: string | null;
  role: Role;
  joined_at: Date;
  last_read_seq: number;
  last_seen_at: Date | null;
  last_seen_msg_id: string | null;
}

/** The conversation of this id alone, or those of a page of the list. */
export type Listed = { id: string } | ListQuery;

/** What the list is ordered by: the time of the newest message, as precise as cursors are. */
const ACTIVE_AT = sql`date_trunc('milliseconds', c.updated_at)`;

/**
 * Those of the user's conversations that are asked for, the most recently active first. One statement, one snapshot.
 *
 * They are put in order first, by the time of their newest message (S7), and cut to the page; what belongs to each is then looked
 * up by key, while the first ones are already on their way. `offset 0` keeps the look-ups apart: joined as a whole they would read
 * every row that anybody has.
 */
export async function readSummaries(db: Db | Transaction, userId: string, listed: Listed): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    select l.listed_id, l.type, l.title, l.member_count, l.role, l.last_seq, l.last_rev, l.last_read_seq,
      l.muted, l.unread_from, l.own_rev, ${utcText("l.made_at")} as made_at, ${utcText("l.updated_at")} as updated_at, ${unreadCount("l")} as unread, peer.*, newest.*
    from (
      select c.id as listed_id, c.type, c.title, c.member_count, m.role, c.last_seq, c.last_rev, m.last_read_seq,
        m.muted, m.unread_from, m.own_rev,
        c.created_at as made_at, c.updated_at, ${ACTIVE_AT} as active_at, m.conversation_id, m.user_id
      from conversation_members m join conversations c on c.id = m.conversation_id
      where m.user_id = ${userId} ${among(listed)}
      order by active_at desc, c.id ${upTo(listed)}
    ) l
    left join lateral (
      select o.id as peer_id, o.name as peer_name, o.avatar_url as peer_avatar
      from conversation_members p join users o on o.id = p.user_id
      where l.type = 'dm' and p.conversation_id = l.listed_id and p.user_id <> l.user_id
      offset 0
    ) peer on true
    left join lateral (
      select ${MESSAGE_COLUMNS} from messages x join users s on s.id = x.sender_id
      where x.conversation_id = l.listed_id and x.seq = l.last_seq
      offset 0
    ) newest on true
    order by l.active_at desc, l.listed_id`.execute(db);
  return rows;
}

function among(listed: Listed): RawBuilder<unknown> {
  if ("id" in listed) return sql`and m.conversation_id = ${listed.id}`;
  const { before } = listed;
  if (before === undefined) return sql``;
  return sql`and ${ACTIVE_AT} <= ${before.updatedAt} and (${ACTIVE_AT} < ${before.updatedAt} or c.id > ${before.id})`;
}

function upTo(listed: Listed): RawBuilder<unknown> {
  return "id" in listed || listed.limit === undefined ? sql`` : sql`limit ${listed.limit}`;
}

/** Everyone in the conversation, in the order they joined. */
export async function readMembers(db: Db | Transaction, conversationId: string): Promise<MemberRow[]> {
  return db
    .selectFrom("conversation_members as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .select([
      "u.id",
      "u.name",
      "u.avatar_url",
      "m.role",
      "m.joined_at",
      "m.last_read_seq",
      "m.last_seen_at",
      "m.last_seen_msg_id",
    ])
    .where("m.conversation_id", "=", conversationId)
    .orderBy("m.joined_at")
    .orderBy("u.id")
    .execute();
}

/** The direct message of two people; made if there is none, whoever is first. */
export async function findOrInsertDm(
  tx: Transaction,
  userIds: [string, string],
): Promise<{ id: string; isNew: boolean }> {
  const dmKey = [...userIds].sort().join(":");
  const inserted = await tx
    .insertInto("conversations")
    .values({ id: uuidv7(), type: "dm", title: null, dm_key: dmKey, member_count: 2 })
    .onConflict((conflict) => conflict.column("dm_key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted !== undefined) {
    await insertMembers(
      tx,
      inserted.id,
      userIds.map((userId) => ({ userId, role: "member" })),
    );
    return { id: inserted.id, isNew: true };
  }
  const existing = await tx
    .selectFrom("conversations")
    .select("id")
    .where("dm_key", "=", dmKey)
    .executeTakeFirstOrThrow();
  return { id: existing.id, isNew: false };
}

export async function insertGroup(
  tx: Transaction,
  title: string,
  members: { userId: string; role: Role }[],
): Promise<string> {
  const id = uuidv7();
  await tx
    .insertInto("conversations")
    .values({ id, type: "group", title, dm_key: null, member_count: members.length })
    .execute();
  await insertMembers(tx, id, members);
  return id;
}

async function insertMembers(
  tx: Transaction,
  conversationId: string,
  members: { userId: string; role: Role }[],
): Promise<void> {
  await tx
    .insertInto("conversation_members")
    .values(
      members.map(({ userId, role }) => ({
        conversation_id: conversationId,
        user_id: userId,
        role,
        last_seen_at: null,
        last_seen_msg_id: null,
      })),
    )
    .execute();
}

/**
 * Adds a member who starts with everything up to now read. They join at the time of the newest message, which tells that they
 * did: that is how those who hear of it know the time (S7). The caller holds the row lock.
 */
export async function insertMember(tx: Transaction, conversationId: string, userId: string): Promise<void> {
  await sql`
    insert into conversation_members (conversation_id, user_id, role, joined_at, last_read_seq)
    select id, ${userId}, 'member', updated_at, last_seq from conversations where id = ${conversationId}`.execute(tx);
  await changeMemberCount(tx, conversationId, 1);
}

/** The caller holds the row lock. */
export async function deleteMember(tx: Transaction, conversationId: string, userId: string): Promise<void> {
  await tx
    .deleteFrom("conversation_members")
    .where("conversation_id", "=", conversationId)
    .where("user_id", "=", userId)
    .execute();
  await changeMemberCount(tx, conversationId, -1);
}

async function changeMemberCount(tx: Transaction, conversationId: string, by: 1 | -1): Promise<void> {
  await tx
    .updateTable("conversations")
    .set({ member_count: sql`member_count + ${by}::int` })
    .where("id", "=", conversationId)
    .execute();
}

/** The caller holds the row lock. */
export async function updateRole(
  tx: Transaction,
  { conversationId, userId }: { conversationId: string; userId: string },
  role: Role,
) {
  await tx
    .updateTable("conversation_members")
    .set({ role })
    .where("conversation_id", "=", conversationId)
    .where("user_id", "=", userId)
    .execute();
}

/** The caller holds the row lock. */
export async function updateTitle(tx: Transaction, conversationId: string, title: string): Promise<void> {
  await tx.updateTable("conversations").set({ title }).where("id", "=", conversationId).execute();
}

export async function readPerson(
  tx: Transaction,
  userId: string,
): Promise<{ id: string; name: string; avatarUrl: string | null } | null> {
  const row = await tx
    .selectFrom("users")
    .select(["id", "name", "avatar_url"])
    .where("id", "=", userId)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, name: row.name, avatarUrl: row.avatar_url };
}
