/** A bearer token made by the operator rather than by signing in: a session like any other, which its person sees and can end. */
import type { Db } from "../../database/connection.ts";
import { findAccountByEmail, saveAccount } from "./accounts.store.ts";
import { createSessionTokens } from "./session-tokens.ts";
import { LOCAL_ISSUER } from "./sign-in-locally.ts";
import { openSession } from "./start-session.ts";

const DEVICE = "Token from the command line";

/**
 * @param order.newName makes the account, under this name, if there is none
 * @returns null when there is no such account
 */
export async function issueToken(
  { db, jwtSecret }: { db: Db; jwtSecret: string },
  { email, newName }: { email: string; newName: string | null },
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const known = await findAccountByEmail(tx, email);
    if (known === null && newName === null) return null;
    const profile = { issuer: LOCAL_ISSUER, subject: email, email, name: newName ?? email, avatarUrl: null };
    const user = known ?? (await saveAccount(tx, profile)).user;
    const { id, expiresAt } = await openSession(tx, { user, device: DEVICE });
    return createSessionTokens(jwtSecret).sign(user, id, expiresAt);
  });
}
