/**
 * Everything that is kept of one person, for them: their account, how they sign in, sessions, the conversations they are in, and all
 * that they wrote. What others wrote is not theirs.
 */
import { sql } from "kysely";
import type { Db } from "../database/connection.ts";

const PAGE = 1_000;

/** One record at a time, each with its `kind`. Nothing when nobody has this address. */
export async function* exportPerson(db: Db, email: string): AsyncGenerator<object> {
  const account = await db
    .selectFrom("users")
    .select(["id", "email", "name", "avatar_url as avatarUrl", "created_at as createdAt", "updated_at as updatedAt"])
    .select("disabled_at as disabledAt")
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .executeTakeFirst();
  if (account === undefined) return;
  yield { kind: "account", ...account };
  for (const row of await identitiesOf(db, account.id)) yield { kind: "identity", ...row };
  for (const row of await sessionsOf(db, account.id)) yield { kind: "session", ...row };
  for (const row of await membershipsOf(db, account.id)) yield { kind: "membership", ...row };
  yield* messagesOf(db, account.id);
}

function identitiesOf(db: Db, userId: string) {
  return db
    .selectFrom("identities")
    .select(["issuer", "subject", "created_at as createdAt", "last_sign_in_at as lastSignInAt"])
    .where("user_id", "=", userId)
    .execute();
}

function sessionsOf(db: Db, userId: string) {
  return db
    .selectFrom("sessions")
    .select(["id", "device", "created_at as createdAt", "last_used_at as lastUsedAt"])
    .select(["expires_at as expiresAt", "revoked_at as revokedAt"])
    .where("user_id", "=", userId)
    .orderBy("created_at")
    .execute();
}

function membershipsOf(db: Db, userId: string) {
  return db
    .selectFrom("conversation_members as m")
    .innerJoin("conversations as c", "c.id", "m.conversation_id")
    .select(["c.id as conversationId", "c.type", "c.title", "m.role", "m.joined_at as joinedAt", "m.muted"])
    .select(["m.last_read_seq as lastReadSeq", "m.last_seen_at as lastSeenAt", "m.unread_from as unreadFrom"])
    .where("m.user_id", "=", userId)
    .orderBy("m.joined_at")
    .execute();
}

/** In the order of their ids, which is about that of time, also those of conversations they have left. */
async function* messagesOf(db: Db, userId: string): AsyncGenerator<object> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const page = await db
      .selectFrom("messages")
      .select(["id", "conversation_id as conversationId", "body", "created_at as createdAt", "edited_at as editedAt"])
      .select("deleted_at as deletedAt")
      .where("sender_id", "=", userId)
      .where("kind", "=", "text")
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    for (const row of page) yield { kind: "message", ...row };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}
