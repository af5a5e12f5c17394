/** Signing in by name alone, for trying out on one's own machine. Elsewhere there is no such thing. */
import { type LocalSignIn, type Me, Refusal } from "@oschat/protocol";
import type { z } from "zod";
import type { Db } from "../../database/connection.ts";
import { enterAccount } from "./enter-account.ts";
import type { ProfileChanges } from "./profile-changes.ts";

/** The issuer of accounts that no identity provider vouches for; their subject is the e-mail address. */
export const LOCAL_ISSUER = "local";

/**
 * @param isOffered whether this server lets people in by name
 * @throws {Refusal} not_found where it is not offered, email_in_use
 */
export async function signInLocally(
  { db, isOffered, profileChanges }: { db: Db; isOffered: boolean; profileChanges: ProfileChanges },
  { name, email }: z.output<typeof LocalSignIn>,
): Promise<Me> {
  if (!isOffered) throw new Refusal("not_found");
  return enterAccount({ db, profileChanges }, { issuer: LOCAL_ISSUER, subject: email, email, name, avatarUrl: null });
}
