/**
 * All SQL about sessions. A session is alive while `expires_at` lies ahead, by the database's clock; ending one early sets
 * `expires_at` to now and `revoked_at` besides, so that one index finds whatever ended lately, for whatever reason.
 */
import { type Me, Refusal } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db, Transaction } from "../../database/connection.ts";

const LIFETIME = sql<Date>`now() + interval '7 days'`;
/** Both: `now()` of a transaction that waited for a revocation lies before it. */
const IS_ALIVE = sql<boolean>`revoked_at is null and expires_at > now()`;
const ENDED_NOW = { expires_at: sql<Date>`now()`, revoked_at: sql<Date>`now()` };

export interface LiveSession {
  user: Me;
  expiresAt: Date;
  /** Its use has not been noted for a minute. */
  isUseStale: boolean;
}

export interface SessionRow {
  id: string;
  device: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
}

/**
 * Makes a session; the person's other sign-ins wait meanwhile, so that {@link endOldestSessions} counts them all.
 *
 * @throws {Refusal} sign_in_failed for an account that is disabled
 */
export async function insertSession(
  tx: Transaction,
  session: { id: string; userId: string; device: string },
): Promise<{ expiresAt: Date }> {
  const account = await tx
    .selectFrom("users")
    .select("disabled_at")
    .where("id", "=", session.userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (account.disabled_at !== null) throw new Refusal("sign_in_failed", { message: "This account is disabled." });
  return tx
    .insertInto("sessions")
    .values({ id: session.id, user_id: session.userId, device: session.device, expires_at: LIFETIME })
    .returning("expires_at as expiresAt")
    .executeTakeFirstOrThrow();
}

/** Ends the person's oldest sessions beyond the newest `keep`. Returns the ended ones' ids. */
export async function endOldestSessions(tx: Transaction, userId: string, keep: number): Promise<string[]> {
  const surplus = tx
    .selectFrom("sessions")
    .select("id")
    .where("user_id", "=", userId)
    .where(IS_ALIVE)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .offset(keep);
  const ended = await tx.updateTable("sessions").set(ENDED_NOW).where("id", "in", surplus).returning("id").execute();
  return ended.map((row) => row.id);
}

/** Those of these sessions that are alive, by id. */
export async function findLiveSessions(db: Db, ids: readonly string[]): Promise<Map<string, LiveSession>> {
  const rows = await db
    .selectFrom("sessions as s")
    .innerJoin("users as u", "u.id", "s.user_id")
    .select(["s.id as sessionId", "u.id", "u.email", "u.name", "u.avatar_url", "s.expires_at"])
    .select(sql<boolean>`s.last_used_at < now() - interval '1 minute'`.as("is_use_stale"))
    .where("s.id", "=", sql<string>`any (${ids}::uuid[])`)
    .where("u.disabled_at", "is", null)
    .where(IS_ALIVE)
    .execute();
  return new Map(
    rows.map(({ sessionId, id, email, name, avatar_url, expires_at, is_use_stale }) => [
      sessionId,
      { user: { id, email, name, avatarUrl: avatar_url }, expiresAt: expires_at, isUseStale: is_use_stale },
    ]),
  );
}

/** Whoever has one of these rows locked is noting its use as well, or ending it: neither is waited for. */
export async function noteSessionUses(tx: Transaction, ids: readonly string[]): Promise<void> {
  const idle = tx
    .selectFrom("sessions")
    .select("id")
    .where("id", "=", sql<string>`any (${ids}::uuid[])`)
    .forNoKeyUpdate()
    .skipLocked();
  await tx.updateTable("sessions").set({ last_used_at: sql<Date>`now()` }).where("id", "in", idle).execute();
}

/** Lets a live session last its whole time again. Null when it is over. */
export async function extendSession(tx: Transaction, id: string): Promise<{ expiresAt: Date } | null> {
  const row = await tx
    .updateTable("sessions")
    .set({ expires_at: LIFETIME, last_used_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where(IS_ALIVE)
    .returning("expires_at as expiresAt")
    .executeTakeFirst();
  return row ?? null;
}

/** Ends one session of this person. False when they have no such live session. */
export async function endSession(tx: Transaction, userId: string, id: string): Promise<boolean> {
  const ended = await tx
    .updateTable("sessions")
    .set(ENDED_NOW)
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .where(IS_ALIVE)
    .returning("id")
    .execute();
  return ended.length > 0;
}

/** Ends all sessions of this person but one. Returns the ended ones' ids. */
export async function endOtherSessions(tx: Transaction, userId: string, keptId: string): Promise<string[]> {
  const ended = await tx
    .updateTable("sessions")
    .set(ENDED_NOW)
    .where("user_id", "=", userId)
    .where("id", "<>", keptId)
    .where(IS_ALIVE)
    .returning("id")
    .execute();
  return ended.map((row) => row.id);
}

/** Ends all sessions of this person. */
export async function endAllSessions(tx: Transaction, userId: string): Promise<void> {
  await tx.updateTable("sessions").set(ENDED_NOW).where("user_id", "=", userId).where(IS_ALIVE).execute();
}

/** The person's live sessions, the most recently used first. */
export function listLiveSessions(db: Db, userId: string): Promise<SessionRow[]> {
  return db
    .selectFrom("sessions")
    .select(["id", "device", "created_at", "last_used_at", "expires_at"])
    .where("user_id", "=", userId)
    .where(IS_ALIVE)
    .orderBy("last_used_at", "desc")
    .orderBy("id")
    .execute();
}

/** Sessions that ended in the last `seconds`, on any node, by revocation or by expiry. */
export function listEndedSessions(db: Db, seconds: number): Promise<{ id: string; isRevoked: boolean }[]> {
  return db
    .selectFrom("sessions")
    .select(["id", sql<boolean>`revoked_at is not null`.as("isRevoked")])
    .where("expires_at", ">", sql<Date>`now() - make_interval(secs => ${seconds})`)
    .where("expires_at", "<=", sql<Date>`now()`)
    .execute();
}

/** Forgets sessions that ended long ago. */
export async function deleteOldSessions(tx: Transaction): Promise<void> {
  await tx.deleteFrom("sessions").where("expires_at", "<", sql<Date>`now() - interval '30 days'`).execute();
}
