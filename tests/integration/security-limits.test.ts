/** Limits: how much a person, or an address, may ask for. Whatever is tried to get around them, they count the same one. */
import { LIMITS, REST, type RestName, UP, type UpEvent, WireError } from "@oschat/protocol";
import { type HttpAnswer, requestJson, startWorld, until, type World } from "@oschat/test-kit";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const FEW = {
  RATE_LIMITS: "on",
  RATE_LIMIT_PERSON: "200",
  RATE_LIMIT_ADDRESS: "20",
  RATE_LIMIT_SIGN_INS: "20",
  RATE_LIMIT_CONNECTIONS: "8",
  RATE_LIMIT_CREATIONS: "5",
  RATE_LIMIT_LOOKUPS: "10",
  RATE_LIMIT_LOOKUPS_ADDRESS: "15",
  SOCKETS_PER_PERSON: "3",
};
const ID = "00000000-0000-4000-8000-000000000000";

let world: World;
const sockets = new Set<Socket>();

beforeAll(async () => {
  const provider = { OIDC_ISSUER: "https://id.invalid", OIDC_CLIENT_ID: "oschat", OIDC_CLIENT_SECRET: "unused" };
  world = await startWorld({ env: { ...FEW, ...provider, TRUSTED_PROXIES: "1" } });
});
afterEach(() => {
  for (const socket of sockets) socket.disconnect();
  sockets.clear();
});
afterAll(() => world.stop());

const addressOf = (name: string) => `${name}@example.org`;

/** A new session of this person. */
const tokenOf = (name: string) => world.tokenFor(addressOf(name));

/** @param from the address that the proxy says it comes from */
function ask(token: string | null, name: string, { from = "192.0.2.1", body }: { from?: string; body?: unknown } = {}) {
  const [method = "", path = ""] = name.replace(/:\w+/g, ID).split(" ");
  const headers = { "x-forwarded-for": from };
  return requestJson(world.url, method, path, {
    headers,
    ...(token === null ? {} : { token }),
    ...(body === undefined ? {} : { body }),
  });
}

function connect(options: object, url = world.url): Promise<Socket> {
  const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false, ...options });
  sockets.add(socket);
  return new Promise((resolve, reject) => {
    socket.once("ready", () => resolve(socket));
    socket.once("connect_error", reject);
  });
}

async function timesUntilRefused(act: () => Promise<HttpAnswer>, most = 300): Promise<number> {
  for (let count = 0; count < most; count += 1) if ((await act()).status === 429) return count;
  return most;
}

function expectLimited(answer: HttpAnswer): void {
  expect(answer.status).toBe(429);
  const { error } = WireError.parse(answer.body);
  expect(error).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: expect.any(Number) });
  expect(Number(answer.headers.get("retry-after"))).toBe(Math.ceil((error.retryAfterMs ?? 0) / 1_000));
}

const OPEN: Partial<Record<RestName, "address" | "signIns">> = {
  "GET /auth/options": "address",
  "POST /auth/logout": "address",
  "POST /auth/local": "signIns",
  "POST /auth/exchange": "signIns",
};

describe("a person's budget", () => {
  it("[E1] {J1, C4, C11} holds for every route and every event, on every session, socket and address", async () => {
    const token = await tokenOf("busy");
    const socket = await connect({ auth: { token } });
    expect(await timesUntilRefused(() => ask(token, "GET /me"))).toBe(200);
    const another = await tokenOf("busy");
    for (const name of Object.keys(REST) as RestName[]) {
      if (OPEN[name] === undefined) expectLimited(await ask(another, name, { from: "192.0.2.99" }));
    }
    const reconnected = await connect({ auth: { token: another } });
    for (const event of Object.keys(UP) as UpEvent[]) {
      for (const each of [socket, reconnected]) {
        expect(await each.timeout(5_000).emitWithAck(event, {})).toMatchObject({ error: { code: "rate_limited" } });
      }
    }
    expect((await ask(await tokenOf("bystander"), "GET /me")).status).toBe(200);
  });

  it("{C4, C11} ends the connection of whoever goes on asking, also for what does not exist", async () => {
    const socket = await connect({ auth: { token: await tokenOf("flooder") } });
    const refused: unknown[] = [];
    socket.on("request:refused", (refusal) => refused.push(refusal));
    for (let count = 0; count < 300; count += 1) socket.emit("message:steal", {});
    await until(() => !socket.connected, "the socket is cut");
    expect(refused.length).toBeLessThan(90);
  });

  it("{J2} pays for what catching up brings", async () => {
    const token = await tokenOf("reader");
    const group = await ask(token, "POST /conversations/group", { body: { title: "Long", memberEmails: [] } });
    const { id } = group.body as { id: string };
    await world.database.pool.query(
      `insert into messages (id, conversation_id, sender_id, client_msg_id, kind, body, body_digest, seq, sent_rev, rev, created_at)
       select gen_random_uuid(), $1, (select user_id from conversation_members where conversation_id = $1),
              gen_random_uuid(), 'text', 'x', '', n, n, n, now() from generate_series(2, 501) n`,
      [id],
    );
    await world.database.pool.query("update conversations set last_seq = 501, last_rev = 501 where id = $1", [id]);
    const page = () => ask(token, `GET /conversations/${id}/changes?limit=${LIMITS.syncPage}`);
    expect((await page()).body).toMatchObject({ hasMore: true });
    const rest = await timesUntilRefused(page);
    expect((1 + rest) * LIMITS.syncPage).toBeLessThanOrEqual(200 * 100);
  });
});

describe("finding people", () => {
  it("{E1, J1} has a budget that every way of looking somebody up takes from, before it says who there is", async () => {
    const token = await tokenOf("curious");
    await tokenOf("known");
    const search = (name: string) => ask(token, `GET /users/search?email=${addressOf(name)}`, { from: "192.0.2.20" });
    for (let count = 0; count < 4; count += 1) expect((await search("known")).status).toBe(200);
    const memberEmails = ["a", "b", "c", "d", "e", "f"].map(addressOf);
    const group = { from: "192.0.2.20", body: { title: "Who is there?", memberEmails } };
    expect((await ask(token, "POST /conversations/group", group)).body).toMatchObject({
      error: { code: "user_not_found" },
    });
    const bodies = { "POST /conversations/dm": { email: addressOf("known") }, "POST /conversations/group": group.body };
    for (const [name, body] of Object.entries(bodies)) {
      expectLimited(await ask(token, name, { from: "192.0.2.20", body }));
    }
    const [known, unknown] = [await search("known"), await search("nobody")];
    for (const answer of [known, unknown]) expectLimited(answer);
  });

  it("{E1, J1} is limited by address as well", async () => {
    const tokens = [await tokenOf("first"), await tokenOf("second")];
    const from = "192.0.2.21";
    const search = (token: string) => ask(token, `GET /users/search?email=${addressOf("known")}`, { from });
    const counts = [];
    for (const token of tokens) counts.push(await timesUntilRefused(() => search(token), 10));
    expect(counts).toEqual([10, 5]);
  });

  it("{J1} and making conversations is limited besides", async () => {
    const token = await tokenOf("maker");
    const body = { title: "One more", memberEmails: [] };
    expect(await timesUntilRefused(() => ask(token, "POST /conversations/group", { body }))).toBeLessThanOrEqual(5);
  });
});

describe("an address", () => {
  it("[E1] {J1} has budgets for what is asked without a session, and for signing in", async () => {
    for (const [name, budget] of Object.entries(OPEN)) {
      const from = `192.0.2.${30 + Object.keys(OPEN).indexOf(name)}`;
      const body =
        name === "POST /auth/exchange" ? { code: "0123456789abcdef" } : { name: "Eve", email: "e@example.org" };
      const count = await timesUntilRefused(() =>
        ask(null, name, { from, ...(name.includes("auth/o") || name.includes("logout") ? {} : { body }) }),
      );
      expect([name, count]).toEqual([name, budget === "address" && name.startsWith("POST") ? 10 : 20]);
      expectLimited(await ask(null, name, { from }));
    }
    const visits = [];
    for (let count = 0; count < 21; count += 1)
      visits.push(await ask(null, "GET /auth/oidc/callback", { from: "192.0.2.40" }));
    expect(visits.at(0)?.headers.get("location")).toContain("error=sign_in_failed");
    expect(visits.at(-1)?.headers.get("location")).toContain("error=rate_limited");
  });

  it("{J1} pays for tokens that are none", async () => {
    const count = await timesUntilRefused(() => ask("rubbish", "GET /me", { from: "192.0.2.50" }));
    expect(count).toBe(20);
    expect((await ask(await tokenOf("neighbour"), "GET /me", { from: "192.0.2.50" })).status).toBe(200);
  });

  it("{G10} is what the proxy says, whatever the client says before", async () => {
    let count = 0;
    const spoofing = () => {
      count += 1;
      return ask(null, "GET /auth/options", { from: `203.0.113.${count}, 192.0.2.60` });
    };
    expect(await timesUntilRefused(spoofing)).toBe(20);
    expect((await ask(null, "GET /auth/options", { from: "192.0.2.60, 192.0.2.61" })).status).toBe(200);
  });

  it("{C11} may open only so many connections without signing in, and keeps out nobody who has a session", async () => {
    const extraHeaders = { "x-forwarded-for": "192.0.2.70" };
    const refusals = [];
    for (let count = 0; count < 25; count += 1)
      refusals.push(await connect({ extraHeaders }).catch((error) => error.message));
    expect(refusals.filter((message) => message === "not_signed_in").length).toBeLessThanOrEqual(20);
    expect(refusals.at(-1)).toBe("websocket error");
    const cookie = `oschat_session=${await tokenOf("same-address")}`;
    await connect({ extraHeaders: { ...extraHeaders, cookie, origin: world.url } });
  });
});

describe("connections", () => {
  it("{C11} of one person are limited at once, and by the minute", async () => {
    const token = await tokenOf("tabs");
    // Each node counts what is open there.
    const [node] = world.nodeUrls;
    for (let count = 0; count < 3; count += 1) await connect({ auth: { token } }, node);
    await expect(connect({ auth: { token } }, node)).rejects.toMatchObject({ data: { code: "rate_limited" } });
    for (const socket of sockets) socket.disconnect();
    const outcomes = [];
    for (let count = 0; count < 6; count += 1) {
      const outcome = connect({ auth: { token } }).then((socket) => socket.disconnect() && "ready");
      outcomes.push(await outcome.catch((error) => error.data.code));
    }
    expect(outcomes.at(-1)).toBe("rate_limited");
  });
});

describe("a server without a proxy", () => {
  it("{G10} believes nobody about their address", async () => {
    const bare = await startWorld({ env: FEW });
    let count = 0;
    const spoofing = () => {
      count += 1;
      return requestJson(bare.url, "GET", "/auth/options", { headers: { "x-forwarded-for": `203.0.113.${count}` } });
    };
    expect(await timesUntilRefused(spoofing)).toBe(20);
    await bare.stop();
  });
});
