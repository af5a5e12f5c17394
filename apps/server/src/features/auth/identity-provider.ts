/**
 * A provider of identities, spoken to with OpenID Connect: authorization code flow with PKCE (S256), state and nonce; issuer,
 * audience, times and signature of the ID token are checked. The provider's tokens are dropped once the claims are read.
 * The library that does it is loaded with the first sign-in.
 */
import type { ClientAuth, Configuration, IDToken } from "openid-client";
import type { OidcProviderConfig } from "../../config-providers.ts";
import { limitedFetch } from "./limited-fetch.ts";

/** What ties the provider's answer to our question. The verifier and the nonce stay on this server. */
export interface SignInChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Who the person is, and what the provider says about them; only the first two are verified to be text. */
export interface IdentityClaims {
  issuer: string;
  subject: string;
  email?: unknown;
  email_verified?: unknown;
  name?: unknown;
  picture?: unknown;
}

export interface IdentityProvider {
  /** Tells it from every other one. */
  readonly name: string;
  /** Where to send the browser. Rejects when the provider cannot be reached. */
  authorizationUrl(checks: SignInChecks): Promise<URL>;
  /**
   * @param answer the query of the address to which the provider sent the browser back
   * @returns the person's claims. Rejects when any check fails.
   */
  claimsFor(answer: URLSearchParams, checks: SignInChecks): Promise<IdentityClaims>;
}

type OpenId = typeof import("openid-client");

interface Discovered {
  openid: OpenId;
  configuration: Configuration;
}

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 30;
const LOOPBACK_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

export function createIdentityProvider(provider: OidcProviderConfig): IdentityProvider {
  let discovered: Promise<Discovered> | null = null;

  /** On first use, so that the server starts without the provider; after a failure the next sign-in tries again. */
  function discover(): Promise<Discovered> {
    discovered ??= discoverConfiguration(provider).catch((error: unknown) => {
      discovered = null;
      throw error;
    });
    return discovered;
  }

  return {
    name: provider.callbackUrl,
    async authorizationUrl({ state, nonce, codeVerifier }) {
      const { openid, configuration } = await discover();
      return openid.buildAuthorizationUrl(configuration, {
        redirect_uri: provider.callbackUrl,
        scope: "openid email profile",
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
      });
    },
    async claimsFor(answer, { state, nonce, codeVerifier }) {
      const { openid, configuration } = await discover();
      const callback = new URL(provider.callbackUrl);
      callback.search = answer.toString();
      const tokens = await openid.authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error("the provider sent no ID token");
      const isElsewhere = !hasProfile(claims) && configuration.serverMetadata().userinfo_endpoint !== undefined;
      const profile = isElsewhere ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims;
      const { email, email_verified, name, picture } = profile;
      return { issuer: claims.iss, subject: claims.sub, email, email_verified, name, picture };
    },
  };
}

/** Some providers keep the profile out of the ID token; it is then taken as a whole from their other source. */
function hasProfile(claims: IDToken): boolean {
  return claims.email !== undefined && claims.email_verified !== undefined && claims.name !== undefined;
}

async function discoverConfiguration(provider: OidcProviderConfig): Promise<Discovered> {
  const openid = await import("openid-client");
  const issuer = new URL(provider.issuer);
  const isLocalTrial = issuer.protocol === "http:" && LOOPBACK_HOSTS.has(issuer.hostname);
  const configuration = await openid.discovery(
    issuer,
    provider.clientId,
    { [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientAuthentication(openid, provider.clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      [openid.customFetch]: limitedFetch,
      // Signatures are checked although the token comes straight from the provider.
      execute: [openid.enableNonRepudiationChecks, ...(isLocalTrial ? [openid.allowInsecureRequests] : [])],
    },
  );
  return { openid, configuration };
}

/** The secret goes into the header, as every provider should accept, or else where this provider says it wants it. */
function clientAuthentication(openid: OpenId, secret: string): ClientAuth {
  const inHeader = openid.ClientSecretBasic(secret);
  const inBody = openid.ClientSecretPost(secret);
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const authenticate = methods.includes("client_secret_basic") ? inHeader : inBody;
    return authenticate(server, client, body, headers);
  };
}
