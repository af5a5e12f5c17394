/** Sessions: who holds one is let in, until it ends; then at once nobody. */
import type { Session } from "@oschat/protocol";
import { type Person, requestJson, startWorld, until, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createSignInBrowser } from "../kit/src/identity-provider-browser.ts";

const DAY_MS = 24 * 3_600_000;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** As a person behind a browser, with the cookie alone. */
async function browserOf(name: string) {
  const browser = createSignInBrowser();
  const answer = await browser.post(`${world.url}/auth/local`, { name, email: `${name}@example.com` });
  expect(answer.status).toBe(200);
  return browser;
}

async function sessionsOf(person: Person): Promise<Session[]> {
  return (await person.call("GET /me/sessions", "/me/sessions")).sessions;
}

/** How a call with this person's token is refused, or 200. */
async function verdict(person: Pick<Person, "request">): Promise<string> {
  const { status, body } = await person.request("GET", "/me");
  return status === 200 ? "200" : `${status} ${(body as { error: { code: string } }).error.code}`;
}

/** At once on the node where the session ended, within a second on every other one (A3). */
async function expectRefused({ token }: Pick<Person, "token">): Promise<void> {
  const isRefused = async (url: string) => {
    const { status, body } = await requestJson(url, "GET", "/me", { token });
    return status === 401 && (body as { error: { code: string } }).error.code === "session_ended";
  };
  await onEveryNode(isRefused, "the session is refused", world.nodeUrls.length > 1 ? 1_000 : 0);
}

function onEveryNode(holds: (url: string) => Promise<boolean>, what: string, timeoutMs?: number): Promise<boolean> {
  return until(async () => (await Promise.all(world.nodeUrls.map(holds))).every(Boolean), what, timeoutMs);
}

/** Changes a session behind the server's back, as another node does, or time. */
async function arrange(sessionId: string, change: { expires_at?: Date; revoked_at?: Date; last_used_at?: Date }) {
  await world.database.db.updateTable("sessions").set(change).where("id", "=", sessionId).execute();
}

describe("signing in by name", () => {
  it("finds the same account by the e-mail address, and takes the new name", async () => {
    const first = await world.person("Rename me");
    const { body } = await requestJson(world.url, "POST", "/auth/local", {
      body: { name: "Renamed", email: "RENAME.ME@example.com" },
    });
    expect(body).toMatchObject({ user: { id: first.id, name: "Renamed", email: "rename.me@example.com" } });
    const shown = await until(async () => {
      const me = await first.call("GET /me", "/me");
      return me.name === "Renamed" && me;
    }, "the older session shows the new name");
    expect(shown).toEqual({ id: first.id, name: "Renamed", email: "rename.me@example.com", avatarUrl: null });
  });

  it("refuses an e-mail address that belongs to another identity", async () => {
    const person = await world.person("Elsewhere");
    await world.database.db
      .updateTable("identities")
      .set({ issuer: "https://accounts.google.com", subject: "1234" })
      .where("user_id", "=", person.id)
      .execute();
    const { status, body } = await requestJson(world.url, "POST", "/auth/local", {
      body: { name: "Eve", email: person.email },
    });
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { code: "email_in_use" } });
  });

  it.each(["https://evil.example", "null", "http://localhost:1"])("{G6} refuses a page of %s", async (origin) => {
    const { status, body, headers } = await requestJson(world.url, "POST", "/auth/local", {
      body: { name: "Eve", email: "eve@example.com" },
      headers: { origin },
    });
    expect(status).toBe(403);
    expect(body).toMatchObject({ error: { code: "origin_not_allowed" } });
    expect(headers.getSetCookie()).toEqual([]);
  });

  it("{S1} gives https browsers a cookie that only this host can set", async () => {
    const secure = await startWorld({ env: { PUBLIC_URL: "https://localhost" } });
    const { headers } = await requestJson(`http://127.0.0.1:${secure.config.port}`, "POST", "/auth/local", {
      body: { name: "Ada", email: "ada@example.com" },
      headers: { origin: "https://localhost" },
    });
    await secure.stop();
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-oschat_session=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });
});

describe("a session that ends", () => {
  it("[A3] {S6, S7} by revocation elsewhere is refused at once and its socket closed within a second", async () => {
    const [phone, laptop] = [await world.person("Ada"), await world.person("Ada")];
    const socket = await phone.socket();
    expect(await verdict(phone)).toBe("200");
    const startedAt = performance.now();
    expect((await laptop.request("DELETE", `/me/sessions/${phone.sessionId}`)).status).toBe(204);
    await expectRefused(phone);
    await until(() => !socket.connected, "the socket is closed", 1_000 - (performance.now() - startedAt));
    expect(await verdict(laptop)).toBe("200");
  });

  it("[A3] {S7} by revocation on another node is refused within a second and its socket closed", async () => {
    const person = await world.person("Node");
    const socket = await person.socket();
    await arrange(person.sessionId, { expires_at: new Date(), revoked_at: new Date() });
    await until(() => !socket.connected, "the socket is closed", 2_000);
    expect(await verdict(person)).toBe("401 session_ended");
  });

  it("[A3] {S8} by expiry is refused and its socket closed", async () => {
    const person = await world.person("Expiry");
    const socket = await person.socket();
    await arrange(person.sessionId, { expires_at: new Date(Date.now() + 300) });
    await until(() => !socket.connected, "the socket is closed", 5_000);
    expect(await verdict(person)).toBe("401 session_ended");
  });

  it("[A3] {S6, S7} by signing out is refused at once, and signing out again is no error", async () => {
    const person = await world.person("Out");
    const socket = await person.socket();
    expect((await person.request("POST", "/auth/logout")).status).toBe(204);
    await expectRefused(person);
    await until(() => !socket.connected, "the socket is closed", 1_000);
    expect((await person.request("POST", "/auth/logout")).status).toBe(204);
  });

  it("{S6} opens no socket any more", async () => {
    const person = await world.person("Late");
    await person.request("POST", "/auth/logout");
    await expect(person.socket()).rejects.toMatchObject({ data: { code: "session_ended" } });
  });

  it("takes the cookie along when its browser signs out", async () => {
    const browser = await browserOf("cookie");
    expect((await browser.fetch(`${world.url}/me`)).status).toBe(200);
    expect((await browser.post(`${world.url}/auth/logout`)).status).toBe(204);
    expect(browser.cookieHeader("oschat_session")).toBeNull();
  });

  it("{G6} is not ended by another web page", async () => {
    const browser = await browserOf("forged");
    const answer = await browser.fetch(`${world.url}/auth/logout`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    expect(answer.status).toBe(403);
    expect((await browser.fetch(`${world.url}/me`)).status).toBe(200);
  });
});

describe("a person's sessions", () => {
  it("{S11} are listed with the present one marked, and only their own", async () => {
    const [first, second] = [await world.person("List"), await world.person("List")];
    await world.person("Somebody else");
    const sessions = await sessionsOf(second);
    expect(sessions.map(({ id }) => id).sort()).toEqual([first.sessionId, second.sessionId].sort());
    expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([second.sessionId]);
    expect(sessions[0]).toMatchObject({ device: "Node.js" });
    const lifetime = Date.parse(sessions[0]?.expiresAt ?? "") - Date.parse(sessions[0]?.createdAt ?? "");
    expect(lifetime).toBe(7 * DAY_MS);
  });

  it("can all be ended but the present one", async () => {
    const people = [await world.person("Many"), await world.person("Many"), await world.person("Many")] as const;
    expect((await people[1].request("DELETE", "/me/sessions")).status).toBe(204);
    expect(await Promise.all(people.map(verdict))).toEqual(["401 session_ended", "200", "401 session_ended"]);
    expect((await sessionsOf(people[1])).map(({ id }) => id)).toEqual([people[1].sessionId]);
  });

  it("[A2] cannot be ended by others, who learn nothing about them", async () => {
    const [owner, stranger] = [await world.person("Owner"), await world.person("Stranger")];
    const foreign = await stranger.request("DELETE", `/me/sessions/${owner.sessionId}`);
    const invented = await stranger.request("DELETE", `/me/sessions/${crypto.randomUUID()}`);
    const withoutId = ({ body }: typeof foreign) => ({ ...(body as { error: object }).error, requestId: "" });
    expect([foreign.status, invented.status]).toEqual([404, 404]);
    expect(withoutId(foreign)).toEqual(withoutId(invented));
    expect(await verdict(owner)).toBe("200");
  });

  it("{S11} are at most fifty: the oldest makes room", async () => {
    const people: Person[] = [];
    for (let count = 0; count < 51; count += 1) people.push(await world.person("Fifty"));
    const [oldest, second, newest] = [people[0], people[1], people[50]];
    if (oldest === undefined || second === undefined || newest === undefined) throw new Error("fifty-one sign-ins");
    expect(await verdict(oldest)).toBe("401 session_ended");
    expect(await verdict(second)).toBe("200");
    expect(await sessionsOf(newest)).toHaveLength(50);
  });

  it("note their last use, coarsely", async () => {
    const person = await world.person("Use");
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await arrange(person.sessionId, { last_used_at: anHourAgo });
    const noted = await until(async () => {
      const [session] = await sessionsOf(person);
      return session !== undefined && Date.parse(session.lastUsedAt) > anHourAgo.getTime() && session;
    }, "the use is noted");
    expect(Date.now() - Date.parse(noted.lastUsedAt)).toBeLessThan(60_000);
  });
});

describe("the end of a session", () => {
  const endOf = async (answer: Response) => ((await answer.json()) as { expiresAt: string }).expiresAt;

  it("stays where it is on the first day", async () => {
    const browser = await browserOf("fresh");
    const first = await endOf(await browser.fetch(`${world.url}/auth/verify`));
    const second = await browser.fetch(`${world.url}/auth/verify`);
    expect(second.headers.getSetCookie()).toEqual([]);
    expect(await endOf(second)).toBe(first);
  });

  it("moves to seven days from now, with a new cookie, when a browser comes back later", async () => {
    const browser = await browserOf("later");
    const { sessionId } = (await (await browser.fetch(`${world.url}/auth/verify`)).json()) as { sessionId: string };
    await arrange(sessionId, { expires_at: new Date(Date.now() + 5 * DAY_MS) });
    const answer = await until(async () => {
      const verified = await browser.fetch(`${world.url}/auth/verify`);
      return verified.headers.getSetCookie().length > 0 && verified;
    }, "the session is prolonged");
    expect(Date.parse(await endOf(answer)) - Date.now()).toBeGreaterThan(6.9 * DAY_MS);
    expect(browser.cookieHeader("oschat_session")).toMatch(/Max-Age=6048\d\d; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await browser.fetch(`${world.url}/me`)).status).toBe(200);
  });

  it("does not move for a bearer token, which cannot be replaced", async () => {
    const person = await world.person("Bearer");
    const end = new Date(Date.now() + 5 * DAY_MS);
    await arrange(person.sessionId, { expires_at: end });
    const verified = await person.call("GET /auth/verify", "/auth/verify");
    expect(verified.expiresAt).toBe(end.toISOString());
  });

  it("{S9} is told by the database's clock: setting the server's back revives nothing, setting it ahead lets nobody in", async () => {
    const [over, live] = [await world.person("Over"), await world.person("Live")];
    await arrange(over.sessionId, { expires_at: new Date(Date.now() - 60_000) });
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      vi.setSystemTime(Date.now() - 3 * DAY_MS);
      expect(await verdict(over)).toBe("401 session_ended");
      expect(await verdict(live)).toBe("200");
      vi.setSystemTime(Date.now() + 20 * DAY_MS);
      expect(await verdict(live)).toBe("401 session_ended");
    } finally {
      vi.useRealTimers();
    }
    expect(await verdict(live)).toBe("200");
  });

  it("{S9} is not put off once it has come", async () => {
    const browser = await browserOf("over");
    const { sessionId } = (await (await browser.fetch(`${world.url}/auth/verify`)).json()) as { sessionId: string };
    await arrange(sessionId, { expires_at: new Date(Date.now() - 1) });
    const isOver = async (address: string) => (await browser.fetch(address)).status === 401;
    await onEveryNode((url) => isOver(`${url}/me`), "the session is over");
    expect(await isOver(`${world.url}/auth/verify`)).toBe(true);
  });
});

describe("whoever holds no token of ours", () => {
  it.each([
    ["nothing", undefined],
    ["rubbish", "Bearer rubbish"],
    ["another scheme", "Basic YWRhOmFkYQ=="],
    ["a token that nobody signed", `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`],
  ])("is not signed in with %s", async (_, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const { status, body } = await requestJson(world.url, "GET", "/me", { headers });
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: "not_signed_in" } });
  });

  it("is not signed in by a tampered token, nor by a token in the address", async () => {
    const person = await world.person("Tampered");
    const tampered = `${person.token.slice(0, -8)}AAAAAAAA`;
    const answers = [
      await requestJson(world.url, "GET", "/me", { token: tampered }),
      await requestJson(world.url, "GET", `/me?token=${person.token}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(await verdict(person)).toBe("200");
  });
});
