/** SQL about who is in which conversation. */
import type { Db } from "../../database/connection.ts";

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
