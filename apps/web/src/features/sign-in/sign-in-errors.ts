/** What the sign-in page says about the error code in its address. */
import { ERRORS, type ErrorCode } from "@oschat/protocol";

const SAID_HERE: Partial<Record<ErrorCode, string>> = {
  session_ended: "Your session has ended. Sign in again to go on.",
  not_signed_in: "Sign in to go on.",
  sign_in_failed: "The sign-in did not complete. Try again.",
};

/** Null when there is no code; an unknown one gets the general sentence. */
export function sentenceForCode(code: string | null): string | null {
  if (code === null || code === "") return null;
  if (!isErrorCode(code)) return ERRORS.sign_in_failed.remedy;
  return SAID_HERE[code] ?? ERRORS[code].remedy;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
