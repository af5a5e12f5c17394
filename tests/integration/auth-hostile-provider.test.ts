/** A provider that lies, or an attacker between it and us: no lie makes an account or a session. */
import { generateKeyPairSync } from "node:crypto";
import { startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSignInBrowser } from "../kit/src/identity-provider-browser.ts";
import {
  type Claims,
  type HostileIdentityProvider,
  type Lies,
  signToken,
  startHostileIdentityProvider,
} from "../kit/src/identity-provider-hostile.ts";

const ADA = { sub: "ada", email: "ada@example.org", email_verified: true, name: "Ada" };

let provider: HostileIdentityProvider;
let world: World;

beforeAll(async () => {
  provider = await startHostileIdentityProvider();
  world = await startWorld({
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    },
  });
});
afterAll(async () => {
  await world.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.lie({});
  provider.signInAs(ADA);
});

/** One whole attempt in a browser of its own. Where it ended: a session, or an error's code. */
async function attempt(): Promise<string | null> {
  const browser = createSignInBrowser();
  const page = await browser.visit(`${world.url}/auth/oidc`);
  const code = page.searchParams.get("code");
  if (code === null) return page.searchParams.get("error");
  const answer = await browser.post(`${world.url}/auth/exchange`, { code });
  return answer.status === 200 ? "signed in" : `exchange answered ${answer.status}`;
}

async function counts(): Promise<number[]> {
  const { db } = world.database;
  const tables = ["users", "identities", "sessions"] as const;
  return Promise.all(
    tables.map(async (table) => {
      const row = await db.selectFrom(table).select(db.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
      return row.count;
    }),
  );
}

describe("a provider that cannot be reached at first", () => {
  it("[E1] {A11, A14} fails the sign-in, and the next one tries again", async () => {
    provider.lie({ isDown: true });
    expect(await attempt()).toBe("sign_in_failed");
    provider.lie({ discovery: (honest) => ({ ...honest, issuer: "https://accounts.google.com" }) });
    expect(await attempt()).toBe("sign_in_failed");
    expect(await counts()).toEqual([0, 0, 0]);
    provider.lie({});
    expect(await attempt()).toBe("signed in");
    expect(await counts()).toEqual([1, 1, 1]);
  });
});

describe("a provider whose answers do not end", () => {
  it("{A14} fails the sign-in without being heard out", async () => {
    provider.signInAs({ ...ADA, sub: "long", email: "long@example.org" });
    const before = await counts();
    provider.lie({ claims: (honest) => ({ ...honest, padding: "x".repeat(300_000) }) });
    expect(await attempt()).toBe("sign_in_failed");
    expect(world.warnings.at(-1)).toBe("sign-in failed");
    expect(await counts()).toEqual(before);
  });
});

describe("a lying provider", () => {
  const claims = (change: (honest: Claims) => Claims): Lies => ({ claims: change });
  const answer = (change: (query: URLSearchParams) => void): Lies => ({
    answer(honest) {
      const query = new URLSearchParams(honest);
      change(query);
      return query;
    },
  });
  const now = () => Math.floor(Date.now() / 1_000);

  const lies: [string, string, Lies][] = [
    ["another nonce", "sign_in_failed", claims((honest) => ({ ...honest, nonce: "another" }))],
    ["no nonce", "sign_in_failed", claims(({ nonce: _, ...rest }) => rest)],
    ["another issuer", "sign_in_failed", claims((honest) => ({ ...honest, iss: "https://accounts.google.com" }))],
    ["a list of issuers", "sign_in_failed", claims((honest) => ({ ...honest, iss: [honest.iss] }))],
    ["another audience", "sign_in_failed", claims((honest) => ({ ...honest, aud: "another client" }))],
    ["several audiences", "sign_in_failed", claims((honest) => ({ ...honest, aud: [honest.aud, "another client"] }))],
    ["an end in the past", "sign_in_failed", claims((honest) => ({ ...honest, iat: now() - 900, exp: now() - 300 }))],
    ["no end", "sign_in_failed", claims(({ exp: _, ...rest }) => rest)],
    ["a beginning in the future", "sign_in_failed", claims((honest) => ({ ...honest, nbf: now() + 300 }))],
    ["no time of issue", "sign_in_failed", claims(({ iat: _, ...rest }) => rest)],
    ["no subject", "sign_in_failed", claims(({ sub: _, ...rest }) => rest)],
    ["an unverified e-mail address", "email_not_verified", claims((honest) => ({ ...honest, email_verified: false }))],
    ['email_verified as "true"', "email_not_verified", claims((honest) => ({ ...honest, email_verified: "true" }))],
    ["no email_verified", "email_not_verified", claims(({ email_verified: _, ...rest }) => rest)],
    ["no e-mail address", "email_not_verified", claims(({ email: _, ...rest }) => rest)],
    ["a list for an e-mail address", "email_not_verified", claims((honest) => ({ ...honest, email: [honest.email] }))],
    ["changed claims", "sign_in_failed", { idToken: (honest) => withPayload(honest, { sub: "eve" }) }],
    ["no signature", "sign_in_failed", { idToken: (honest) => `${honest.split(".").slice(0, 2).join(".")}.` }],
    ["the algorithm none", "sign_in_failed", { idToken: (_, payload) => signToken({ alg: "none" }, payload, null) }],
    [
      "the client secret as key",
      "sign_in_failed",
      { idToken: (_, payload) => signToken({ alg: "HS256" }, payload, provider.clientSecret) },
    ],
    [
      "another key of the same name",
      "sign_in_failed",
      { idToken: (honest, payload) => signToken(decodedHeader(honest), payload, strangersKeys().privateKey) },
    ],
    ["a key that it brings along", "sign_in_failed", { idToken: (_, payload) => withOwnKey(payload) }],
    [
      "an address of other keys",
      "sign_in_failed",
      {
        idToken: (_, payload) =>
          signedByStranger({ jku: "https://evil.invalid/jwks", x5u: "https://evil.invalid/x5u" }, payload),
      },
    ],
    ["an unknown key", "sign_in_failed", { idToken: (_, payload) => signedByStranger({ kid: "unknown" }, payload) }],
    [
      "another algorithm than the key's",
      "sign_in_failed",
      { idToken: (honest, payload) => signedByStranger({ ...decodedHeader(honest), alg: "RS512" }, payload) },
    ],
    ["no token", "sign_in_failed", { idToken: () => "" }],
    ["an error", "sign_in_failed", answer((query) => query.set("error", "access_denied"))],
    ["no code", "sign_in_failed", answer((query) => query.delete("code"))],
    ["an invented code", "sign_in_failed", answer((query) => query.set("code", "invented"))],
    ["an invented state", "sign_in_failed", answer((query) => query.set("state", "invented"))],
    ["no state", "sign_in_failed", answer((query) => query.delete("state"))],
    ["two states", "sign_in_failed", answer((query) => query.append("state", "second"))],
    ["another issuer's answer", "sign_in_failed", answer((query) => query.set("iss", "https://accounts.google.com"))],
    ["an answer without issuer", "sign_in_failed", answer((query) => query.delete("iss"))],
  ];

  it.each(lies)("[E1] [E2] {A1, A3, A4, A5, A7, A11} gets nobody in with %s", async (_, code, told) => {
    provider.signInAs({ ...ADA, sub: "mallory", email: "mallory@example.org" });
    const before = await counts();
    provider.lie(told);
    expect(await attempt()).toBe(code);
    expect(await counts()).toEqual(before);
  });

  it("{A14} is not asked for its keys again and again", async () => {
    const before = provider.jwksAsked();
    provider.lie({ idToken: (_, payload) => signedByStranger({ kid: "unknown" }, payload) });
    for (let count = 0; count < 10; count += 1) expect(await attempt()).toBe("sign_in_failed");
    expect(provider.jwksAsked() - before).toBeLessThanOrEqual(1);
  });

  it("signs in again as soon as it is honest", async () => {
    expect(await attempt()).toBe("signed in");
  });
});

function withPayload(token: string, change: object): string {
  const [header, payload = "", signature] = token.split(".");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ...change };
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}

function decodedHeader(token: string): object {
  return JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
}

function strangersKeys() {
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function signedByStranger(header: object, claims: Claims): string {
  return signToken({ alg: "RS256", ...header }, claims, strangersKeys().privateKey);
}

function withOwnKey(claims: Claims): string {
  const { publicKey, privateKey } = strangersKeys();
  return signToken({ alg: "RS256", jwk: publicKey.export({ format: "jwk" }) }, claims, privateKey);
}
