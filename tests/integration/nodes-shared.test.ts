/** What two servers have in common beside delivery: limits, and sign-ins that begin on one and end on the other. */
import type { SignedIn } from "@oschat/protocol";
import { type RedisServer, requestJson, startWorld, until, type World, whyNoRedis } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startIdentityProvider, type TestIdentityProvider } from "../kit/src/identity-provider.ts";
import { createSignInBrowser } from "../kit/src/identity-provider-browser.ts";

const missing = whyNoRedis();
if (missing !== null) console.warn(`What nodes share is not tested: ${missing}`);

const POINTS = 40;

let provider: TestIdentityProvider;
let world: World;
let [here, there] = ["", ""];

beforeAll(async () => {
  if (missing !== null) return;
  provider = await startIdentityProvider();
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  const limits = { RATE_LIMITS: "on", RATE_LIMIT_PERSON: String(POINTS) };
  world = await startWorld({ nodes: 2, env: { ...oidc, ...limits } });
  [here, there] = world.nodeUrls as [string, string];
  provider.accept(`${world.url}/auth/oidc/callback`);
});
afterAll(async () => {
  await world?.stop();
  await provider?.stop();
});

/** How many of these requests, going to the nodes in turn, are let through. */
async function letThrough(token: string, requests: number, urls: readonly string[]): Promise<number> {
  let count = 0;
  for (let n = 0; n < requests; n += 1) {
    const { status } = await requestJson(urls[n % urls.length] as string, "GET", "/me", { token });
    if (status === 200) count += 1;
    else expect(status).toBe(429);
  }
  return count;
}

describe.skipIf(missing !== null)("two nodes", () => {
  it("{A1, A2} end a sign-in that began on the other one, and each ticket is good once", async () => {
    provider.signInAs({ sub: "sub-ada", email: "ada@example.org", emailVerified: true, name: "Ada" });
    const browser = createSignInBrowser();
    const callback = await browser.visitUpTo(`${here}/auth/oidc`, "/auth/oidc/callback");
    const page = await browser.visit(`${there}${callback.pathname}${callback.search}`);
    const again = await browser.visit(`${here}${callback.pathname}${callback.search}`);
    expect(again.searchParams.get("error")).toBe("sign_in_failed");
    const exchangeOn = (url: string) =>
      browser.fetch(`${url}/auth/exchange`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: world.url },
        body: JSON.stringify({ code: page.searchParams.get("code") }),
      });
    const answer = await exchangeOn(here);
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as SignedIn).user.email).toBe("ada@example.org");
    expect((await exchangeOn(there)).status).toBe(401);
  });

  it("{C11, J1} count what a person asks together, and alone while Redis is away", async () => {
    const redis = world.redis as RedisServer;
    const together = await world.tokenFor("bob@example.org");
    expect(await letThrough(together, POINTS + 10, [here, there])).toBe(POINTS);
    const before = world.warnings.length;
    await redis.kill();
    await until(
      () => world.warnings.slice(before).filter((line) => line.startsWith("out of touch")).length === 2,
      "noticed",
    );
    const alone = await world.tokenFor("cleo@example.org");
    expect(await letThrough(alone, POINTS + 10, [here])).toBe(POINTS);
    expect(await letThrough(alone, POINTS + 10, [there])).toBe(POINTS);
    await redis.start();
  });
});
