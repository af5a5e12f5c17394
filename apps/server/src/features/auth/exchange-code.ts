/** The last step of signing in with a provider: the page that the callback led to exchanges its code for the session. */
import { type Me, Refusal } from "@oschat/protocol";
import type { SingleUseTickets } from "./single-use-tickets.ts";

/**
 * @param attempt.binding of the browser that asks; only the one that began the sign-in gets in
 * @throws {Refusal} sign_in_failed for a code that is unknown, used, older than a minute, or another browser's
 */
export async function exchangeCode(
  codes: SingleUseTickets<Me>,
  attempt: { code: string; binding: string | null },
): Promise<Me> {
  const user = await codes.redeem(attempt.code, attempt.binding);
  if (user === null) throw new Refusal("sign_in_failed");
  return user;
}
