/** What a person reads when something was refused or could not be reached. */
import { ConnectionLost } from "@oschat/client";
import { Refusal } from "@oschat/protocol";
import { baseOf, spokenLanguage, text } from "../language/index.ts";

/**
 * One sentence for `error`; `field` picks the server's words about that field of the request when there are any. The server
 * speaks English, and there its words are the most exact; other languages say what the code means.
 */
export function sentenceFor(error: unknown, field?: string): string {
  if (error instanceof Refusal) {
    if (baseOf(spokenLanguage()) !== "en") return text(`errors.${error.code}`);
    const aboutField = field === undefined ? undefined : error.details.fields?.[field];
    return aboutField === undefined ? error.message : text("chat.fieldFault", { fault: aboutField });
  }
  if (error instanceof ConnectionLost) return text("chat.serverUnreachable");
  return text("chat.somethingWrong");
}
