/**
 * All SQL about accounts and the identities they are keyed by. An account is found by issuer and subject, never by e-mail
 * address, and an e-mail address belongs to one account only.
 */
import { type Me, Refusal } from "@oschat/protocol";
import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Db, Transaction } from "../../database/connection.ts";

/** What an issuer says about a person. */
export interface Profile {
  issuer: string;
  subject: string;
  email: string;
  name: string;
  avatarUrl: string | null;
}

export interface SavedAccount {
  user: Me;
  /** Whether the account was there before, with another name or picture. */
  isProfileChanged: boolean;
}

/** Names the lock under which accounts are written. Sign-ins are rare; one at a time leaves no races to think about. */
const ACCOUNTS_LOCK = 7_350_001;

/**
 * The account of this identity, brought up to date, or a new one.
 *
 * @throws {Refusal} email_in_use when the identity is new here and another account has its e-mail address
 */
export async function saveAccount(tx: Transaction, profile: Profile): Promise<SavedAccount> {
  await sql`select pg_advisory_xact_lock(${ACCOUNTS_LOCK})`.execute(tx);
  const known = await tx
    .selectFrom("identities")
    .innerJoin("users", "users.id", "identities.user_id")
    .select(["user_id", "name", "avatar_url"])
    .where("issuer", "=", profile.issuer)
    .where("subject", "=", profile.subject)
    .executeTakeFirst();
  const holder = await tx.selectFrom("users").select("id").where(hasEmail(profile.email)).executeTakeFirst();
  if (known === undefined) {
    if (holder !== undefined) throw new Refusal("email_in_use");
    return { user: await insertAccount(tx, profile), isProfileChanged: false };
  }
  const isEmailFree = holder === undefined || holder.id === known.user_id;
  const user = await updateAccount(tx, known.user_id, profile, isEmailFree);
  return { user, isProfileChanged: user.name !== known.name || user.avatarUrl !== known.avatar_url };
}

async function insertAccount(tx: Transaction, profile: Profile): Promise<Me> {
  const id = uuidv7();
  const row = await tx
    .insertInto("users")
    .values({ id, email: profile.email, name: profile.name, avatar_url: profile.avatarUrl })
    .returning(ME)
    .executeTakeFirstOrThrow();
  await tx.insertInto("identities").values({ issuer: profile.issuer, subject: profile.subject, user_id: id }).execute();
  return row;
}

async function updateAccount(tx: Transaction, id: string, profile: Profile, isEmailFree: boolean): Promise<Me> {
  await tx
    .updateTable("identities")
    .set({ last_sign_in_at: sql<Date>`now()` })
    .where("issuer", "=", profile.issuer)
    .where("subject", "=", profile.subject)
    .execute();
  return tx
    .updateTable("users")
    .set({
      name: profile.name,
      avatar_url: profile.avatarUrl,
      updated_at: sql<Date>`now()`,
      ...(isEmailFree ? { email: profile.email } : {}),
    })
    .where("id", "=", id)
    .returning(ME)
    .executeTakeFirstOrThrow();
}

/** The account with this e-mail address, for the operator's own tools; no request finds an account this way. */
export async function findAccountByEmail(db: Db, email: string): Promise<Me | null> {
  return (await db.selectFrom("users").select(ME).where(hasEmail(email)).executeTakeFirst()) ?? null;
}

/** Under the account's lock, which signing in takes as well: whoever signs in at the same time is before or after. */
export async function setDisabled(tx: Transaction, id: string, isDisabled: boolean): Promise<void> {
  await tx
    .updateTable("users")
    .set({ disabled_at: isDisabled ? sql<Date>`now()` : null, updated_at: sql<Date>`now()` })
    .where("id", "=", id)
    .execute();
}

const ME = ["id", "email", "name", "avatar_url as avatarUrl"] as const;
const hasEmail = (email: string) => sql<boolean>`lower(email) = lower(${email})`;
