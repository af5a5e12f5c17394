/** What the sign-in page says about the error code in its address. */
import { ERRORS, type ErrorCode } from "@oschat/protocol";
import { type TextKey, text } from "../../language/index.ts";

const SAID_HERE: Partial<Record<ErrorCode, TextKey>> = {
  session_ended: "signIn.sessionEnded",
  not_signed_in: "signIn.signInToGoOn",
  sign_in_failed: "signIn.didNotComplete",
  // What was not valid is the address that led here: nobody typed it, and nobody can correct it.
  invalid_request: "signIn.didNotComplete",
};

/** Null when there is no code; an unknown one gets the general sentence. */
export function sentenceForCode(code: string | null): string | null {
  if (code === null || code === "") return null;
  if (!isErrorCode(code)) return text("signIn.didNotComplete");
  return text(SAID_HERE[code] ?? `errors.${code}`);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
