/** SQL about who is in which conversation. */
import type { Role } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db, Transaction } from "../../database/connection.ts";
import type { Membership } from "../../realtime/gate.ts";

/** Every conversation of each of these users; who has none is left out. */
export async function readConversationIds(db: Db, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom("conversation_members")
    .select(["user_id", "conversation_id"])
    .where("user_id", "=", sql<string>`any (${userIds}::uuid[])`)
    .execute();
  const byUser = new Map<string, string[]>();
  for (const { user_id, conversation_id } of rows) {
    const ids = byUser.get(user_id);
    if (ids === undefined) byUser.set(user_id, [conversation_id]);
    else ids.push(conversation_id);
  }
  return byUser;
}

/** Members and latest revision of each of these conversations that exists, all as of one moment. */
export async function readMemberships(db: Db, ids: readonly string[]): Promise<Map<string, Membership>> {
  const { rows } = await sql<{ id: string; last_rev: number; user_ids: string[] }>`
    select c.id, c.last_rev,
      array(select m.user_id::text from conversation_members m where m.conversation_id = c.id) as user_ids
    from conversations c where c.id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, last_rev, user_ids }) => [id, { lastRev: last_rev, userIds: new Set(user_ids) }]));
}

export async function isMember(db: Db, conversationId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom("conversation_members")
    .select("user_id")
    .where("conversation_id", "=", conversationId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody who shares a conversation with the user, each once, and the user too. */
export async function readPeopleAround(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select ${userId}::uuid as user_id
    union
    select theirs.user_id from conversation_members mine
    join conversation_members theirs on theirs.conversation_id = mine.conversation_id
    where mine.user_id = ${userId}`.execute(db);
  return rows.map(({ user_id }) => user_id);
}

/** Takes the conversation's row lock; undefined when there is no such conversation. */
export async function lockRow(tx: Transaction, conversationId: string) {
  return tx
    .selectFrom("conversations")
    .select(["id", "type", "title", "member_count"])
    .where("id", "=", conversationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The user's role, or null when they are not a member. */
export async function roleOf(tx: Transaction, conversationId: string, userId: string): Promise<Role | null> {
  const member = await tx
    .selectFrom("conversation_members")
    .select("role")
    .where("conversation_id", "=", conversationId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return member?.role ?? null;
}
