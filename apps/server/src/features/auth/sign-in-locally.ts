/** Signing in by name alone, for trying out on one's own machine. Elsewhere there is no such thing. */
import { type LocalSignIn, type Me, Refusal } from "@oschat/protocol";
import type { z } from "zod";
import type { Db } from "../../database/connection.ts";
import { saveAccount } from "./accounts.store.ts";

/** The issuer of accounts that no identity provider vouches for; their subject is the e-mail address. */
export const LOCAL_ISSUER = "local";

/**
 * @param isOffered whether this server lets people in by name
 * @throws {Refusal} not_found where it is not offered, email_in_use
 */
export async function signInLocally(
  { db, isOffered }: { db: Db; isOffered: boolean },
  { name, email }: z.output<typeof LocalSignIn>,
): Promise<Me> {
  if (!isOffered) throw new Refusal("not_found");
  return db
    .transaction()
    .execute((tx) => saveAccount(tx, { issuer: LOCAL_ISSUER, subject: email, email, name, avatarUrl: null }));
}
