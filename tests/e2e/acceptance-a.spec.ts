/** Acceptance criterion A: authentication and identity, through the real redirects of a certified OpenID Connect provider. */
import { startWorld } from "@oschat/test-kit";
import type { BrowserContext, Page } from "@playwright/test";
import { type ProviderPerson, startIdentityProvider, type TestIdentityProvider } from "../kit/src/identity-provider.ts";
import { ChatPage } from "./chat-page.ts";
import { test as base, expect } from "./journey.ts";

const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/;
const ADA: ProviderPerson = { sub: "ada-1815", email: "ada@example.org", emailVerified: true, name: "Ada Lovelace" };

/** The same journeys, at a server where people sign in with a provider. */
const test = base.extend<{ provider: TestIdentityProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  provider: async ({}, use) => {
    const provider = await startIdentityProvider();
    await use(provider);
    await provider.stop();
  },
  world: async ({ provider }, use) => {
    const { issuer, clientId, clientSecret } = provider;
    const env = {
      OIDC_NAME: "Example ID",
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
    };
    const world = await startWorld({ env });
    provider.accept(`${world.url}/auth/oidc/callback`);
    await use(world);
    await world.stop();
  },
});

async function signInAs(person: ProviderPerson, { page, provider, url }: SignIn): Promise<void> {
  provider.signInAs(person);
  await page.goto(url);
  await page.getByRole("link", { name: "Continue with Example ID" }).click();
}

interface SignIn {
  page: Page;
  provider: TestIdentityProvider;
  url: string;
}

test("A: signing in goes through the provider and ends in the chat, with the profile shown and the account stored", async ({
  page,
  world,
  provider,
}) => {
  await signInAs(ADA, { page, provider, url: world.url });
  await page.waitForURL(`${world.url}/chat`);
  const chat = new ChatPage(page, world.url);
  await expect(chat.account).toHaveAccessibleName("Account: Ada Lovelace");
  await chat.account.click();
  await expect(page.getByText("ada@example.org")).toBeVisible();

  const accounts = await world.database.db
    .selectFrom("users")
    .innerJoin("identities", "identities.user_id", "users.id")
    .select(["email", "name", "issuer", "subject"])
    .execute();
  expect(accounts).toEqual([
    { email: "ada@example.org", name: "Ada Lovelace", issuer: provider.issuer, subject: "ada-1815" },
  ]);
});

test("A: {S2, A12} the session is a cookie no script can read; no token is in an address or kept by the page", async ({
  page,
  context,
  world,
  provider,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url(), request.headers().referer ?? ""));
  await signInAs(ADA, { page, provider, url: world.url });
  await expect(new ChatPage(page, world.url).account).toBeVisible();

  const cookies = await context.cookies(world.url);
  const session = cookies.find(({ value }) => TOKEN.test(value));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await page.evaluate(() => document.cookie)).not.toMatch(TOKEN);
  expect(addresses.filter((address) => address.startsWith(`${world.url}/auth/callback?code=`))).not.toEqual([]);
  expect(addresses.filter((address) => TOKEN.test(address))).toEqual([]);
  expect(await keptByPage(context, page)).not.toMatch(TOKEN);
});

test("A: [A3] {S13} #106 signing out ends the session on the server, empties the device and leads to the sign-in page", async ({
  page,
  context,
  world,
  provider,
}) => {
  await signInAs(ADA, { page, provider, url: world.url });
  const chat = new ChatPage(page, world.url);
  await expect(chat.account).toBeVisible();
  const cookies = await context.cookies(world.url);
  await chat.account.click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await chat.confirm("Sign out");
  await expect(page.getByRole("link", { name: "Continue with Example ID" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/");
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);

  await context.addCookies(cookies);
  const me = await context.request.get(`${world.url}/me`);
  expect(me.status(), "the cookie of the ended session, sent again").toBe(401);
  await page.goto(`${world.url}/chat`);
  await expect(page.getByRole("link", { name: "Continue with Example ID" })).toBeVisible();
});

test("A: [E1] a sign-in that fails leads back to the sign-in page, which says what to do", async ({
  page,
  context,
  world,
  provider,
}) => {
  await signInAs({ ...ADA, emailVerified: false }, { page, provider, url: world.url });
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(/e-mail.+\.$/i);
  await expect(page.getByRole("link", { name: "Continue with Example ID" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
  expect((await context.request.get(`${world.url}/me`)).status()).toBe(401);
});

/** All that the page can store, as one text. */
async function keptByPage(context: BrowserContext, page: Page): Promise<string> {
  const state = await context.storageState({ indexedDB: true });
  const session = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  return JSON.stringify(state.origins) + session;
}
