/** SQL about who is in which conversation. */
import type { Role } from "@oschat/protocol";
import type { Db, Transaction } from "../../database/connection.ts";

/** Every conversation of the user. */
export async function readConversationIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("conversation_members")
    .select("conversation_id")
    .where("user_id", "=", userId)
    .execute();
  return rows.map(({ conversation_id }) => conversation_id);
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
