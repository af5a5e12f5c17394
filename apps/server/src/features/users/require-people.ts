/** Finding people by the e-mail address one already knows. */
import { type FoundPerson, Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { findPeopleByEmail } from "./users.store.ts";

/**
 * Everyone behind these addresses, each once.
 *
 * @throws {Refusal} user_not_found, naming the addresses nobody has
 */
export async function requirePeople(db: Db, emails: readonly string[]): Promise<FoundPerson[]> {
  const wanted = [...new Set(emails)];
  const people = await findPeopleByEmail(db, wanted);
  const found = new Set(people.map(({ email }) => email.toLowerCase()));
  const missing = wanted.filter((email) => !found.has(email));
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map((email) => [email, "nobody here has this address"]));
    throw new Refusal("user_not_found", {
      message: `Nobody here has the address ${missing.join(", ")}. Check it, or ask them to sign in once first.`,
      fields,
    });
  }
  return people;
}
