/** The log of an eventful day: everything an operator must find is in it, and nothing that anybody would rather keep. */
import { type Person, requestJson, startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startIdentityProvider, type TestIdentityProvider } from "../kit/src/identity-provider.ts";
import { createSignInBrowser, type SignInBrowser } from "../kit/src/identity-provider-browser.ts";

const PERSON = {
  sub: "subject-of-hers",
  email: "very.private@example.org",
  emailVerified: true,
  name: "Wilhelmina Unusual",
};
const WORDS = [
  "Meet me by the third oak",
  "no, by the fourth oak",
  "The Oak Society",
  "refused-oak-words",
  "oaken-event",
];
/** Ends a line, moves the cursor, breaks out of JSON. */
const INJECTION = 'x"}\n{"level":50,"event":"forged"}\r\n\u001b[2J\u2028';

let provider: TestIdentityProvider;
let world: World;
let browser: SignInBrowser;
const secrets = new Set<string>();

interface Line {
  time: string;
  event?: string;
  code?: string;
  [key: string]: unknown;
}
const lines = (): Line[] => world.logLines.map((line) => JSON.parse(line));
const linesOf = (event: string, code?: string) =>
  lines().filter((line) => line.event === event && (code === undefined || line.code === code));

beforeAll(async () => {
  provider = await startIdentityProvider();
  world = await startWorld({
    env: {
      LOG_LEVEL: "trace",
      RATE_LIMITS: "on",
      RATE_LIMIT_ADDRESS: "30",
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    },
  });
  provider.accept(`${world.url}/auth/oidc/callback`);
  for (const secret of [provider.clientSecret, world.config.jwtSecret, new URL(world.databaseUrl).password]) {
    if (secret) secrets.add(secret);
  }
  await liveThroughADay();
}, 60_000);
afterAll(async () => {
  await world.stop();
  await provider.stop();
});

async function liveThroughADay(): Promise<void> {
  browser = createSignInBrowser();
  provider.signInAs(PERSON);
  const page = await browser.visit(`${world.url}/auth/oidc`);
  const code = page.searchParams.get("code") ?? "";
  const signedIn = (await (await browser.post(`${world.url}/auth/exchange`, { code })).json()) as { token: string };
  secrets.add(code).add(signedIn.token);
  for (const url of browser.trail) {
    for (const name of ["code", "state", "nonce", "code_challenge"]) secrets.add(url.searchParams.get(name) ?? code);
  }
  await failToSignIn(code);
  await beRefused(signedIn.token);
  await talk(signedIn.token);
  for (let count = 0; count < 40; count += 1) await requestJson(world.url, "GET", "/auth/options");
}

async function failToSignIn(spentCode: string): Promise<void> {
  await browser.post(`${world.url}/auth/exchange`, { code: spentCode });
  const stranger = createSignInBrowser();
  provider.signInAs({ ...PERSON, sub: "another", email: "unverified@example.org", emailVerified: false });
  await stranger.visit(`${world.url}/auth/oidc`);
  await stranger.visit(`${world.url}/auth/oidc/callback?code=invented-code&state=invented-state`);
  for (const url of stranger.trail) secrets.add(url.searchParams.get("code") ?? spentCode);
}

async function beRefused(token: string): Promise<void> {
  const headers = { "user-agent": INJECTION.replaceAll(/[^ -~]/g, ""), "x-forwarded-for": "203.0.113.1" };
  await requestJson(world.url, "GET", `/me?q=${encodeURIComponent(INJECTION)}`, { token: `${token}tampered`, headers });
  const cookie = `oschat_session=${token}`;
  const body = { title: WORDS[3], memberEmails: [] };
  await requestJson(world.url, "POST", "/conversations/group", {
    body,
    headers: { cookie, origin: "https://evil.example" },
  });
}

async function talk(token: string): Promise<void> {
  const other = await world.tokenFor("second.private@example.org");
  const me = (await requestJson(world.url, "GET", "/me", { token })).body as Person;
  const you = (await requestJson(world.url, "GET", "/me", { token: other })).body as Person;
  const ask = (who: string, method: string, path: string, body?: unknown) =>
    requestJson(world.url, method, path, { token: who, ...(body === undefined ? {} : { body }) });
  const group = (await ask(token, "POST", "/conversations/group", { title: WORDS[2], memberEmails: [you.email] }))
    .body as {
    id: string;
  };
  const path = `/conversations/${group.id}`;
  const clientMsgId = crypto.randomUUID();
  const sent = (await ask(token, "POST", `${path}/messages`, { clientMsgId, body: WORDS[0] })).body as {
    messageId: string;
  };
  await ask(token, "PATCH", `${path}/messages/${sent.messageId}`, { body: WORDS[1] });
  await ask(other, "PATCH", `${path}/members/${me.id}`, { role: "member" });
  await ask(token, "PATCH", `${path}/members/${you.id}`, { role: "admin" });
  await ask(token, "POST", `${path}/messages`, { clientMsgId: WORDS[3], body: WORDS[3] });
  await ask(token, "GET", `/users/search?email=${encodeURIComponent("wanted.private@example.org")}`);
  await failInside(token, path);
  await ask(token, "DELETE", "/me/sessions");
  await browser.post(`${world.url}/auth/logout`);
}

/** The database refuses rows, values and everything, and says why in words that quote them. */
async function failInside(token: string, path: string): Promise<void> {
  const query = (text: string) => world.database.pool.query(text);
  const send = () =>
    requestJson(world.url, "POST", `${path}/messages`, {
      token,
      body: { clientMsgId: crypto.randomUUID(), body: WORDS[0] },
    });
  await query(`alter table messages add constraint strict check (body not like '%third oak') not valid`);
  expect((await send()).status).toBe(500);
  await query("alter table messages drop constraint strict");
  await query(`create function quote() returns trigger language plpgsql as $$ begin perform new.body::uuid; return new; end $$;
    create trigger quoting before insert on messages for each row execute function quote()`);
  expect((await send()).status).toBe(500);
  await query("drop function quote cascade; alter table messages rename to hidden");
  expect((await send()).status).toBe(500);
  await query("alter table hidden rename to messages");
}

describe("the log of an eventful day", () => {
  it("{J4, A12} names nobody, quotes nobody, and holds no secret", () => {
    expect(secrets.size).toBeGreaterThan(8);
    const text = world.logLines.join("");
    expect(text.length).toBeGreaterThan(2_000);
    for (const secret of secrets) expect([secret, text.includes(secret)]).toEqual([secret, false]);
    for (const word of [...WORDS, PERSON.name, PERSON.email, PERSON.sub, "private", "Wilhelmina", "oak"]) {
      expect([word, text.includes(word)]).toEqual([word, false]);
    }
    expect(text).not.toMatch(/eyJ[\w-]+\.|Bearer |oschat_session=|oschat_sign_in=/);
  });

  it("{J3} is one line of JSON for each thing that happened, whatever it was called", () => {
    for (const line of world.logLines) {
      expect(line).toMatch(/^\{[^\p{Cc}\u2028]*\}\n$/u);
      expect(() => JSON.parse(line)).not.toThrow();
    }
    expect(linesOf("forged")).toEqual([]);
  });

  it("{J5} tells who signed in, was refused, spent a budget, changed a role, and ended sessions: when, from where, in which request", () => {
    const complete = { time: expect.stringMatching(/^\d{4}-.*Z$/), request: expect.any(String), address: "127.0.0.1" };
    for (const event of ["signed_in", "role_changed", "session_revoked"]) {
      expect([event, linesOf(event)]).toEqual([
        event,
        [expect.objectContaining({ ...complete, user: expect.any(String) })],
      ]);
    }
    expect(linesOf("signed_out")).toEqual([expect.objectContaining(complete)]);
    for (const code of ["sign_in_failed", "email_not_verified", "not_signed_in", "origin_not_allowed"]) {
      expect([code, linesOf("refused", code)[0]]).toEqual([code, expect.objectContaining(complete)]);
    }
    expect(linesOf("refused", "not_allowed")).toEqual([
      expect.objectContaining({
        ...complete,
        user: expect.any(String),
        what: expect.stringContaining("PATCH /conversations/"),
      }),
    ]);
    expect(linesOf("rate_limited")).toEqual([expect.objectContaining({ budget: "address", address: "127.0.0.1" })]);
  });

  it("{J6, J4} explains what failed inside by kind and place", async () => {
    const failures = lines().filter((line) => line.err !== undefined);
    const codes = failures.map(({ err }) => (err as { code?: string }).code);
    expect(codes).toEqual(expect.arrayContaining(["23514", "22P02", "42P01"]));
    for (const { err } of failures) expect(Object.keys(err as object)).not.toContain("detail");
  });
});

describe("the database after it", () => {
  it("{A16} holds no token of the provider and none of ours", async () => {
    const { rows: tables } = await world.database.pool.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
    );
    expect(tables.length).toBeGreaterThan(5);
    for (const { name } of tables) {
      const { rows } = await world.database.pool.query(`select * from ${name}`);
      const text = JSON.stringify(rows);
      expect(text).not.toMatch(/eyJ[\w-]+\.|\b[\w-]{43}\b/);
      for (const secret of secrets) expect([name, text.includes(secret)]).toEqual([name, false]);
    }
  });
});
