/** What a person reads when something was refused or could not be reached. */
import { ConnectionLost } from "@oschat/client";
import { Refusal } from "@oschat/protocol";

/** One sentence for `error`; `field` picks the server's words about that field of the request when there are any. */
export function sentenceFor(error: unknown, field?: string): string {
  if (error instanceof Refusal) {
    const aboutField = field === undefined ? undefined : error.details.fields?.[field];
    return aboutField === undefined ? error.message : capitalised(`this ${aboutField}.`);
  }
  if (error instanceof ConnectionLost) return "The server can't be reached. Check your connection and try again.";
  return "Something went wrong. Try again.";
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
