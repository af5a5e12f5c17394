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
    if (aboutField !== undefined) return text("chat.fieldFault", { fault: aboutField });
    // Its words name the fields of a request, which are a program's.
    return error.code === "invalid_request" ? text("errors.invalid_request") : error.message;
  }
  if (error instanceof ConnectionLost) return text("chat.serverUnreachable");
  return text("chat.somethingWrong");
}
