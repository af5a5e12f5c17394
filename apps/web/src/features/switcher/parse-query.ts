/** What is typed into the switcher: a leading sign says what is looked for. Signs of full width mean the same. Pure. */
import { Email } from "@oschat/protocol";

export type Scope = "all" | "people" | "groups" | "commands" | "help";

const SIGNS: Record<string, Scope> = { "@": "people", "#": "groups", ">": "commands", "?": "help" };

export interface SwitcherQuery {
  readonly scope: Scope;
  readonly words: string;
  /** An e-mail address typed in full, normalised; else null. */
  readonly email: string | null;
}

export function parseQuery(typed: string): SwitcherQuery {
  const plain = typed.trimStart();
  const scope = SIGNS[plain.charAt(0).normalize("NFKC")] ?? "all";
  const words = (scope === "all" ? plain : plain.slice(1)).trim();
  const email = scope === "all" || scope === "people" ? Email.safeParse(words.normalize("NFKC")) : null;
  return { scope, words, email: email?.success === true ? email.data : null };
}
