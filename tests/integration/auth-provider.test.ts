/** Signing in with a certified OpenID Connect provider, through every real redirect. */
import type { SignedIn } from "@oschat/protocol";
import { startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ProviderPerson, startIdentityProvider, type TestIdentityProvider } from "../kit/src/identity-provider.ts";
import { createSignInBrowser, type SignInBrowser } from "../kit/src/identity-provider-browser.ts";

const JWT = /eyJ[\w-]+\.[\w-]+\./;

let provider: TestIdentityProvider;
let world: World;

beforeAll(async () => {
  provider = await startIdentityProvider();
  const { issuer, clientId, clientSecret } = provider;
  world = await startWorld({
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: "Test house",
      PICTURE_HOSTS: "example.org",
    },
  });
  provider.accept(`${world.url}/auth/oidc/callback`);
});
afterAll(async () => {
  await world.stop();
  await provider.stop();
});

function somebody(name: string, change: Partial<ProviderPerson> = {}): ProviderPerson {
  return { sub: `sub-${name}`, email: `${name}@example.org`, emailVerified: true, name, ...change };
}

/** Goes through the redirects as this person. Returns the web app's address at their end. */
function goThrough(person: ProviderPerson, browser = createSignInBrowser()): Promise<URL> {
  provider.signInAs(person);
  return browser.visit(`${world.url}/auth/oidc`);
}

function exchange(browser: SignInBrowser, page: URL): Promise<Response> {
  return browser.post(`${world.url}/auth/exchange`, { code: page.searchParams.get("code") });
}

async function signIn(person: ProviderPerson, browser = createSignInBrowser()): Promise<SignedIn> {
  const answer = await exchange(browser, await goThrough(person, browser));
  expect(answer.status).toBe(200);
  return (await answer.json()) as SignedIn;
}

async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { error: { code: string } }).error.code;
}

async function count(table: "users" | "sessions"): Promise<number> {
  const { db } = world.database;
  const row = await db.selectFrom(table).select(db.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return row.count;
}

describe("signing in with a provider", () => {
  it("ends with a session in the browser and a bearer token, both for the person at the provider", async () => {
    const browser = createSignInBrowser();
    const picture = "https://example.org/ada.png";
    const signedIn = await signIn(somebody("ada", { name: " Ada\u202E  Lovelace", picture }), browser);
    expect(signedIn.user).toMatchObject({ email: "ada@example.org", name: "Ada Lovelace", avatarUrl: picture });
    const byCookie = await browser.fetch(`${world.url}/me`);
    const byToken = await fetch(`${world.url}/me`, { headers: { authorization: `Bearer ${signedIn.token}` } });
    expect(await byCookie.json()).toEqual(signedIn.user);
    expect(await byToken.json()).toEqual(signedIn.user);
  });

  it("{A1, A2, A3, A12} asks with state, nonce and PKCE (S256), and shows no token in any address", async () => {
    const browser = createSignInBrowser();
    const page = await goThrough(somebody("ada"), browser);
    const question = browser.trail.find((url) => url.origin === provider.issuer && url.pathname === "/auth");
    expect(question?.searchParams.get("state")).toMatch(/^[\w-]{43}$/);
    expect(question?.searchParams.get("nonce")).toMatch(/^[\w-]{43}$/);
    expect(question?.searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(question?.searchParams.get("code_challenge_method")).toBe("S256");
    expect(page.href).toMatch(/\/auth\/callback\?code=[\w-]{43}$/);
    expect(browser.trail.filter((url) => JWT.test(url.href))).toEqual([]);
  });

  it("{S1, A15} keeps the session in a cookie that no script can read, and drops the one of the sign-in", async () => {
    const browser = createSignInBrowser();
    await goThrough(somebody("ada"), browser);
    expect(browser.cookieHeader("oschat_sign_in")).toMatch(
      /^oschat_sign_in=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await signIn(somebody("ada"), browser);
    expect(browser.cookieHeader("oschat_session")).toMatch(
      /^oschat_session=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(browser.cookieHeader("oschat_sign_in")).toBeNull();
  });

  it("{A12} lets the code be used once", async () => {
    const browser = createSignInBrowser();
    const page = await goThrough(somebody("ada"), browser);
    const before = await count("sessions");
    const answers = await Promise.all([exchange(browser, page), exchange(browser, page), exchange(browser, page)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await count("sessions")).toBe(before + 1);
  });

  it("{A13} lets the code be used only by the browser that began", async () => {
    const [own, foreign, none] = [createSignInBrowser(), createSignInBrowser(), createSignInBrowser()];
    await foreign.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    for (const browser of [foreign, none]) {
      const page = await goThrough(somebody("ada"), own);
      const before = await count("sessions");
      const answer = await exchange(browser, page);
      expect([answer.status, await codeOf(answer)]).toEqual([401, "sign_in_failed"]);
      expect(browser.cookieHeader("oschat_session")).toBeNull();
      expect((await exchange(own, page)).status).toBe(401);
      expect(await count("sessions")).toBe(before);
    }
  });
});

describe("an account", () => {
  it("{A6} is the same one when the provider knows another name, e-mail address and picture", async () => {
    const first = await signIn(somebody("grace", { picture: "https://example.org/grace.png" }));
    const changed = {
      sub: "sub-grace",
      email: "hopper@example.org",
      name: "Grace Hopper",
      picture: "http://example.org/",
    };
    const second = await signIn(somebody("grace", changed));
    expect(second.user).toEqual({
      id: first.user.id,
      email: "hopper@example.org",
      name: "Grace Hopper",
      avatarUrl: null,
    });
  });

  it("keeps its e-mail address when the provider's new one is another account's", async () => {
    await signIn(somebody("owner"));
    const before = await signIn(somebody("mover"));
    const after = await signIn(somebody("mover", { email: "Owner@example.org", name: "Moved" }));
    expect(after.user).toEqual({ ...before.user, name: "Moved" });
  });

  it("{A6} is not taken over by another identity with the same e-mail address", async () => {
    await signIn(somebody("victim"));
    const [users, sessions] = [await count("users"), await count("sessions")];
    const page = await goThrough(somebody("thief", { email: "Victim@example.org" }));
    expect(page.href).toBe(`${world.url}/?error=email_in_use`);
    expect([await count("users"), await count("sessions")]).toEqual([users, sessions]);
  });

  it("{A7} is not made for an e-mail address that is not verified", async () => {
    const users = await count("users");
    const page = await goThrough(somebody("unknown", { emailVerified: false }));
    expect(page.href).toBe(`${world.url}/?error=email_not_verified`);
    expect(await count("users")).toBe(users);
  });

  it("is made once when the same person signs in twice at the same time", async () => {
    const users = await count("users");
    const twins = await Promise.all([signIn(somebody("twin")), signIn(somebody("twin"))]);
    expect(twins[0].user.id).toBe(twins[1].user.id);
    expect(await count("users")).toBe(users + 1);
  });
});

describe("a callback", () => {
  it("{A1} is answered once", async () => {
    const browser = createSignInBrowser();
    provider.signInAs(somebody("ada"));
    const callback = await browser.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    expect((await browser.visit(callback.href)).pathname).toBe("/auth/callback");
    expect((await browser.visit(callback.href)).search).toBe("?error=sign_in_failed");
  });

  it("{A1, A13} means nothing in another browser", async () => {
    const [attacker, victim] = [createSignInBrowser(), createSignInBrowser()];
    const users = await count("users");
    provider.signInAs(somebody("attacker"));
    const callback = await attacker.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    await victim.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    expect((await victim.visit(callback.href)).search).toBe("?error=sign_in_failed");
    expect(await count("users")).toBe(users);
  });

  it("{A2} does not accept a code from another sign-in", async () => {
    const [attacker, victim] = [createSignInBrowser(), createSignInBrowser()];
    const users = await count("users");
    provider.signInAs(somebody("injected"));
    const foreign = await attacker.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    const own = await victim.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    own.searchParams.set("code", foreign.searchParams.get("code") ?? "");
    expect((await victim.visit(own.href)).search).toBe("?error=sign_in_failed");
    expect(await count("users")).toBe(users);
  });

  it("does not accept another provider's address", async () => {
    const browser = createSignInBrowser();
    provider.signInAs(somebody("ada"));
    const callback = await browser.visitUpTo(`${world.url}/auth/oidc`, "/auth/oidc/callback");
    callback.pathname = "/auth/google/callback";
    expect((await browser.visit(callback.href)).search).toBe("?error=not_found");
  });
});

describe("a server with one provider", () => {
  it("offers that one only", async () => {
    const answer = await fetch(`${world.url}/auth/options`);
    expect(await answer.json()).toEqual({ google: false, oidc: { name: "Test house" }, local: false });
    expect((await createSignInBrowser().visit(`${world.url}/auth/google`)).search).toBe("?error=not_found");
  });

  it("{A17} lets nobody in by name", async () => {
    const answer = await createSignInBrowser().post(`${world.url}/auth/local`, {
      name: "Eve",
      email: "eve@example.org",
    });
    expect([answer.status, await codeOf(answer)]).toEqual([404, "not_found"]);
  });

  it("begins no sign-in on HEAD, as link checkers send it", async () => {
    const answer = await fetch(`${world.url}/auth/oidc`, { method: "HEAD", redirect: "manual" });
    expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});
