import { Email, type FoundPerson } from "@oschat/protocol";

/** The addresses of those picked, and the one still in the field, which is meant too; null when that is no address. */
export function emailsOf(people: readonly FoundPerson[], typed: string): string[] | null {
  const picked = people.map(({ email }) => email);
  if (typed.trim() === "") return picked;
  const left = Email.safeParse(typed);
  return left.success ? [...new Set([...picked, left.data])] : null;
}
