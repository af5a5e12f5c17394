/** SQL about who is in which conversation. */
import type { Role } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db, Transaction } from "../../database/connection.ts";

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

export async function isMember(db: Db, conversationId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom("conversation_members")
    .select("user_id")
    .where("conversation_id", "=", conversationId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row !== undefined;
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
