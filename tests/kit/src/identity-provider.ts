/**
 * A certified OpenID Connect provider on loopback. Whoever comes is signed in, without a page in between, as the person whom
 * the test chose; everything else is done as the standard says.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export interface ProviderPerson {
  sub: string;
  email: string;
  emailVerified: boolean;
  name: string;
  picture?: string;
}

export interface TestIdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Makes oschat known to the provider: before that, it does not answer. */
  accept(redirectUri: string): void;
  /** From now on, whoever comes is this person. */
  signInAs(person: ProviderPerson): void;
  stop(): Promise<void>;
}

export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const people = new Map<string, ProviderPerson>();
  const client = { client_id: "oschat-test", client_secret: randomBytes(32).toString("hex") };
  let present: ProviderPerson | null = null;
  let handle: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (present === null) throw new Error("the test did not say who signs in");
    const { params } = await provider.interactionDetails(request, response);
    const accountId = present.sub;
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const grantId = await grant.save();
    await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
  }

  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    accept(redirectUri) {
      const provider = createProvider(issuer, { ...client, redirect_uris: [redirectUri] }, people);
      const answer = provider.callback();
      handle = (request, response) => {
        const path = request.url?.split("?")[0] ?? "";
        // Nobody stays signed in here: every visit is a new one.
        if (path === "/auth") delete request.headers.cookie;
        if (!path.startsWith("/interaction/")) return answer(request, response);
        signIn(provider, request, response).catch((error) => response.writeHead(500).end(String(error)));
      };
    },
    signInAs(person) {
      present = person;
      people.set(person.sub, person);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createProvider(issuer: string, client: object, people: ReadonlyMap<string, ProviderPerson>): Provider {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return new Provider(issuer, {
    clients: [client],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "only" }] },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "picture"] },
    ttl: { AccessToken: 300, Grant: 300, IdToken: 300, Interaction: 300, Session: 300 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_: unknown, sub: string) => {
      const person = people.get(sub);
      if (person === undefined) return undefined;
      const { email, emailVerified, name, picture } = person;
      return { accountId: sub, claims: () => ({ sub, email, email_verified: emailVerified, name, picture }) };
    },
  });
}
