/**
 * The second step of signing in with a provider: the browser is back with an answer. If it answers what this browser was sent
 * to ask, the account is found or made, and a single-use code for it goes to the web app; the session comes with the exchange.
 */
import { type Me, Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { avatarUrl, displayName, verifiedEmail } from "./auth.rules.ts";
import { enterAccount } from "./enter-account.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import type { ProfileChanges } from "./profile-changes.ts";
import type { PendingSignIn } from "./sign-in-with-provider.ts";
import type { SingleUseTickets } from "./single-use-tickets.ts";

interface Dependencies {
  db: Db;
  pending: SingleUseTickets<PendingSignIn>;
  codes: SingleUseTickets<Me>;
  pictureHosts: readonly string[];
  profileChanges: ProfileChanges;
}

/**
 * @param callback.provider whose callback address was called
 * @param callback.binding of the browser that called it
 * @returns the code for the exchange
 * @throws {Refusal} sign_in_failed, email_not_verified, email_in_use. Rejects otherwise when the provider's answer fails a check.
 */
export async function completeSignIn(
  { db, pending, codes, pictureHosts, profileChanges }: Dependencies,
  callback: { provider: IdentityProvider; answer: URLSearchParams; binding: string | null },
): Promise<string> {
  const { provider, answer, binding } = callback;
  const state = answer.get("state") ?? "";
  const asked = await pending.redeem(state, binding);
  if (asked === null || asked.provider !== provider.name || binding === null) throw new Refusal("sign_in_failed");
  const claims = await provider.claimsFor(answer, { state, nonce: asked.nonce, codeVerifier: asked.codeVerifier });
  const email = verifiedEmail(claims);
  if (email === null) throw new Refusal("email_not_verified");
  const user = await enterAccount(
    { db, profileChanges },
    {
      issuer: claims.issuer,
      subject: claims.subject,
      email,
      name: displayName(claims.name, email),
      avatarUrl: avatarUrl(claims.picture, pictureHosts),
    },
  );
  return codes.issue(user, binding);
}
