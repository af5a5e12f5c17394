/** Somebody whose identity is certain comes in: their account is found or made, and who knows them hears of a new name or picture. */
import type { Me } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { type Profile, saveAccount } from "./accounts.store.ts";
import type { ProfileChanges } from "./profile-changes.ts";

/** @throws {Refusal} email_in_use */
export async function enterAccount(
  { db, profileChanges }: { db: Db; profileChanges: Pick<ProfileChanges, "announce"> },
  profile: Profile,
): Promise<Me> {
  const { user, isProfileChanged } = await db.transaction().execute((tx) => saveAccount(tx, profile));
  if (isProfileChanged) profileChanges.announce(user);
  return user;
}
