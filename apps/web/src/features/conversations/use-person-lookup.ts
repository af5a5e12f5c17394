/** Looks a person up by exact e-mail address while it is being typed. */
import { Email, type FoundPerson } from "@oschat/protocol";
import { useEffect, useState } from "react";
import { sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";

export type PersonLookup =
  /** Not an address (yet). */
  | { kind: "idle" }
  | { kind: "searching" }
  | { kind: "found"; person: FoundPerson }
  | { kind: "nobody" }
  | { kind: "failed"; sentence: string };

const DEBOUNCE_MS = 250;
/** What is typed so far is often an address already: only who pauses is told that nobody has it. */
const NOBODY_AFTER_MS = 1_000;

export function usePersonLookup(typed: string): PersonLookup {
  const client = useChatClient();
  const parsed = Email.safeParse(typed);
  const email = parsed.success ? parsed.data : null;
  const [answer, setAnswer] = useState<{ email: string; lookup: PersonLookup } | null>(null);

  useEffect(() => {
    if (email === null) return;
    let isStale = false;
    const answerWith = (lookup: PersonLookup) => {
      if (!isStale) setAnswer({ email, lookup });
    };
    let timer = setTimeout(() => {
      client.findPerson(email).then(
        (person) => {
          if (person !== null) return answerWith({ kind: "found", person });
          timer = setTimeout(() => answerWith({ kind: "nobody" }), NOBODY_AFTER_MS - DEBOUNCE_MS);
        },
        (error) => answerWith({ kind: "failed", sentence: sentenceFor(error, "email") }),
      );
    }, DEBOUNCE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [client, email]);

  if (email === null) return { kind: "idle" };
  return answer?.email === email ? answer.lookup : { kind: "searching" };
}

/** What is said under the field; null while there is nothing wrong. */
export function lookupProblem(lookup: PersonLookup): string | null {
  if (lookup.kind === "nobody") return text("conversations.nobodyHasAddress");
  return lookup.kind === "failed" ? lookup.sentence : null;
}
