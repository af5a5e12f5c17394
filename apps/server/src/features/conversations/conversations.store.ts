/** SQL about conversations as their members see them, and the writes that make and change them. */
import type { ConversationType, Role } from "@oschat/protocol";
import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Db, Transaction } from "../../database/connection.ts";
import { MESSAGE_COLUMNS, type MessageRow } from "../messages/index.ts";
import { UNREAD_COUNT } from "../read-markers/index.ts";

export interface SummaryRow {
  id: string;
  type: ConversationType;
  title: string | null;
  member_count: number;
  role: Role;
  last_seq: number;
  last_rev: number;
  last_read_seq: number;
  unread: number;
  created_at: Date;
  updated_at: Date;
  peer: { id: string; name: string; avatarUrl: string | null } | null;
  /** Times are ISO text inside JSON. */
  last_message:
    | (Omit<MessageRow, "created_at" | "edited_at" | "deleted_at"> & {
        created_at: string;
        edited_at: string | null;
        deleted_at: string | null;
      })
    | null;
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

/** The user's conversations (or the one asked for), the most recently active first. One statement, one snapshot. */
export async function readSummaries(
  db: Db | Transaction,
  userId: string,
  conversationId?: string,
): Promise<SummaryRow[]> {
  const onlyThis = conversationId === undefined ? sql`` : sql`and m.conversation_id = ${conversationId}`;
  const { rows } = await sql<SummaryRow>`
    select c.id, c.type, c.title, c.member_count, m.role, c.last_seq, c.last_rev, m.last_read_seq, ${UNREAD_COUNT} as unread,
      c.created_at, c.updated_at, peer.person as peer, to_jsonb(newest) as last_message
    from conversation_members m
    join conversations c on c.id = m.conversation_id
    left join lateral (
      select jsonb_build_object('id', o.id, 'name', o.name, 'avatarUrl', o.avatar_url) as person
      from conversation_members p join users o on o.id = p.user_id
      where c.type = 'dm' and p.conversation_id = c.id and p.user_id <> m.user_id
    ) peer on true
    left join lateral (
      select ${MESSAGE_COLUMNS} from messages x join users s on s.id = x.sender_id
      where x.conversation_id = c.id and x.seq = c.last_seq
    ) newest on true
    where m.user_id = ${userId} ${onlyThis}
    order by coalesce(newest.created_at, c.created_at) desc, c.id`.execute(db);
  return rows;
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
