/**
 * Telling that somebody has another name or picture: to all of their own devices, and to who shares a conversation with them (A1). It
 * is durable without a revision: who does not hear it learns it from what they fetch next.
 */
import type { Person } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { readPeopleAround } from "../membership/index.ts";

/** A crowd is told in shares, so that everyone else is served in between. */
const SHARE = 256;

export async function tellProfile(person: Person, { db, delivery }: { db: Db; delivery: Delivery }): Promise<void> {
  const people = await readPeopleAround(db, person.id);
  for (let told = 0; told < people.length; told += SHARE) {
    if (told > 0) await new Promise((resolve) => setImmediate(resolve));
    for (const user of people.slice(told, told + SHARE)) delivery.deliver("user:updated", person, { user });
  }
}
