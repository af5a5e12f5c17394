/** SQL about people, as others see them. */
import type { FoundPerson } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db } from "../../database/connection.ts";

/** People with exactly these e-mail addresses, in no particular order. */
export async function findPeopleByEmail(db: Db, emails: readonly string[]): Promise<FoundPerson[]> {
  if (emails.length === 0) return [];
  const rows = await db
    .selectFrom("users")
    .select(["id", "name", "email", "avatar_url"])
    .where(sql<string>`lower(email)`, "in", emails)
    .execute();
  return rows.map(({ id, name, email, avatar_url }) => ({ id, name, email, avatarUrl: avatar_url }));
}
