/** The first step of signing in with a provider: remember what we ask, tie it to this browser, and send the browser there. */
import type { IdentityProvider } from "./identity-provider.ts";
import { randomSecret, type SingleUseTickets } from "./single-use-tickets.ts";

/** Kept while the person is at the provider; the ticket under which it is kept is the flow's `state`. */
export interface PendingSignIn {
  /** The name of the identity provider. */
  provider: string;
  nonce: string;
  codeVerifier: string;
}

/** `binding` belongs into a cookie of the browser that is sent to `url`. Rejects when the provider cannot be reached. */
export async function signInWithProvider(
  pending: SingleUseTickets<PendingSignIn>,
  provider: IdentityProvider,
): Promise<{ url: URL; binding: string }> {
  const binding = randomSecret();
  const nonce = randomSecret();
  const codeVerifier = randomSecret();
  const state = await pending.issue({ provider: provider.name, nonce, codeVerifier }, binding);
  return { url: await provider.authorizationUrl({ state, nonce, codeVerifier }), binding };
}
