/** A table of bad input at both doors. Everything is refused with a code and a sentence; the server and its data live on. */
import { ERRORS, LIMITS, REST, type RestName, UP, type UpEvent, WireError } from "@oschat/protocol";
import { type HttpAnswer, type Person, requestJson, startWorld, type World } from "@oschat/test-kit";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;
let conversationId: string;
let messageId: string;
const clientMsgId = crypto.randomUUID();
const crashes: unknown[] = [];
const noteCrash = (error: unknown) => crashes.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", noteCrash);
  process.on("uncaughtException", noteCrash);
  world = await startWorld();
  ada = await world.person("Ada");
  bob = await world.person("Bob");
  conversationId = (await ada.groupWith("Robust", bob)).id;
  messageId = (await ada.say(conversationId, "still here")).messageId;
});
afterAll(async () => {
  const { messages } = await bob.call("GET /conversations/:id/messages", `/conversations/${conversationId}/messages`);
  expect(messages.map(({ body }) => body).slice(0, 2)).toEqual(["Ada created the group Robust", "still here"]);
  expect((await bob.say(conversationId, "and it goes on")).seq).toBe(messages.length + 1);
  await world.stop();
  expect(crashes).toEqual([]);
  process.off("unhandledRejection", noteCrash);
  process.off("uncaughtException", noteCrash);
});

/** A refusal as every refusal must be. Returns its code. */
function codeOf(answer: unknown): string {
  const { error } = WireError.parse(answer);
  expect(error.message).toMatch(/^[A-Z].{10,}[^\s]$/s);
  expect(error.retryable).toBe(ERRORS[error.code].retryable);
  return error.code;
}

function expectRefused(answer: HttpAnswer, code: keyof typeof ERRORS): void {
  expect({ code: codeOf(answer.body), status: answer.status }).toEqual({ code, status: ERRORS[code].status });
}

/** The refusal says which field it is about. */
function expectNamed(answer: unknown, field: string): void {
  const named = Object.keys(WireError.parse(answer).error.fields ?? {}).map((path) => path.split(".")[0]);
  expect(named).toContain(field);
}

const deep = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;
const withPrototypeKey = (fields: object) =>
  JSON.parse(JSON.stringify(fields).replace("{", '{"__proto__":{"isAdmin":true},')) as object;

/** Each valid string replaced by what no string may be, or may not be here. */
const BAD_STRINGS: Record<string, unknown> = {
  "a NUL": "a\0b",
  "half of a surrogate pair": "a\ud800b",
  "nothing but white space": "   ",
  "far too long": "x".repeat(20_000),
  "a number": 7,
  "a huge number": 1e308,
  null: null,
  "an object": { toString: "x" },
  "an array": ["x"],
  "deep nesting": deep(2_000),
  "a boolean": true,
};
const BAD_IDS: Record<string, unknown> = { ...BAD_STRINGS, "no UUID": "1; drop table messages", empty: "" };
const BAD_NUMBERS: Record<string, unknown> = {
  "a string": "7",
  "a huge number": 1e308,
  negative: -1,
  fractional: 1.5,
  "beyond safe": 2 ** 60,
  null: null,
  "an object": {},
  "deep nesting": deep(2_000),
};

/** Where null says that there is none. */
const { null: _none, ...BAD_SEQS } = BAD_NUMBERS;
/** What may be left out. */
const OPTIONAL = new Set(["afterRev", "digest", "muted", "unreadFrom"]);

interface Shape {
  valid: () => Record<string, unknown>;
  /** What each field may not be. */
  fields: Record<string, Record<string, unknown>>;
}

/** Every body that a route takes. */
const BODIES: Record<string, Shape & { route: RestName; path: () => string }> = {
  dm: {
    route: "POST /conversations/dm",
    path: () => "/conversations/dm",
    valid: () => ({ email: bob.email }),
    fields: { email: BAD_STRINGS },
  },
  group: {
    route: "POST /conversations/group",
    path: () => "/conversations/group",
    valid: () => ({ title: "A group", memberEmails: [bob.email] }),
    fields: { title: BAD_STRINGS, memberEmails: { ...BAD_STRINGS, "bad members": ["x"], "an array": [7] } },
  },
  rename: {
    route: "PATCH /conversations/:id",
    path: () => `/conversations/${conversationId}`,
    valid: () => ({ title: "Robust" }),
    fields: { title: BAD_STRINGS },
  },
  add: {
    route: "POST /conversations/:id/members",
    path: () => `/conversations/${conversationId}/members`,
    valid: () => ({ email: bob.email }),
    fields: { email: BAD_STRINGS },
  },
  role: {
    route: "PATCH /conversations/:id/members/:userId",
    path: () => `/conversations/${conversationId}/members/${bob.id}`,
    valid: () => ({ role: "member" }),
    fields: { role: { ...BAD_STRINGS, "no role": "king" } },
  },
  send: {
    route: "POST /conversations/:id/messages",
    path: () => `/conversations/${conversationId}/messages`,
    valid: () => ({ clientMsgId, body: "text" }),
    fields: { clientMsgId: BAD_IDS, body: { ...BAD_STRINGS, empty: "" } },
  },
  edit: {
    route: "PATCH /conversations/:id/messages/:messageId",
    path: () => `/conversations/${conversationId}/messages/${messageId}`,
    valid: () => ({ body: "still here" }),
    fields: { body: BAD_STRINGS },
  },
  read: {
    route: "POST /conversations/:id/read",
    path: () => `/conversations/${conversationId}/read`,
    valid: () => ({ seq: 1 }),
    fields: { seq: BAD_NUMBERS },
  },
  own: {
    route: "PATCH /conversations/:id/own",
    path: () => `/conversations/${conversationId}/own`,
    valid: () => ({ muted: true, unreadFrom: 1 }),
    fields: { muted: { "a string": "yes", null: null, "a number": 1 }, unreadFrom: BAD_SEQS },
  },
  typing: {
    route: "POST /conversations/:id/typing",
    path: () => `/conversations/${conversationId}/typing`,
    valid: () => ({ isTyping: true }),
    fields: { isTyping: { "a string": "yes", null: null, "a number": 1 } },
  },
  local: {
    route: "POST /auth/local",
    path: () => "/auth/local",
    valid: () => ({ name: "Ada", email: ada.email }),
    fields: { name: BAD_STRINGS, email: BAD_STRINGS },
  },
  exchange: {
    route: "POST /auth/exchange",
    path: () => "/auth/exchange",
    valid: () => ({ code: "0123456789abcdef" }),
    fields: { code: { "too long": "x".repeat(1_000), null: null, "a number": 7 } },
  },
};

/** Every payload that an event takes. */
const PAYLOADS: Record<UpEvent, Shape> = {
  "message:send": {
    valid: () => ({ conversationId, clientMsgId, body: "text" }),
    fields: { conversationId: BAD_IDS, clientMsgId: BAD_IDS, body: { ...BAD_STRINGS, bytes: Buffer.from("x") } },
  },
  "message:edit": {
    valid: () => ({ conversationId, messageId, body: "still here" }),
    fields: { conversationId: BAD_IDS, messageId: BAD_IDS, body: BAD_STRINGS },
  },
  "message:delete": {
    valid: () => ({ conversationId, messageId }),
    fields: { conversationId: BAD_IDS, messageId: BAD_IDS },
  },
  "sync:request": {
    valid: () => ({ conversationId, afterRev: 0 }),
    fields: { conversationId: BAD_IDS, afterRev: BAD_NUMBERS, limit: { ...BAD_NUMBERS, zero: 0, "too many": 501 } },
  },
  "sync:heads": {
    valid: () => ({ digest: { count: 0, idSum: 0, revSum: 0, readSum: 0, ownSum: 0 } }),
    fields: { digest: { ...BAD_NUMBERS, incomplete: { count: 0 } } },
  },
  "read:mark": { valid: () => ({ conversationId, seq: 1 }), fields: { conversationId: BAD_IDS, seq: BAD_NUMBERS } },
  "typing:start": { valid: () => ({ conversationId }), fields: { conversationId: BAD_IDS } },
  "typing:stop": { valid: () => ({ conversationId }), fields: { conversationId: BAD_IDS } },
};

/** The valid form with one thing wrong, for each thing that can be wrong. */
function spoiled({ valid, fields }: Shape): { what: string; input: unknown; field?: string }[] {
  const whole = valid();
  const missing = Object.keys(whole)
    .filter((field) => !OPTIONAL.has(field))
    .map((field) => {
      const { [field]: _, ...input } = whole;
      return { what: `without ${field}`, input: input as unknown, field };
    });
  const wrong = Object.entries(fields).flatMap(([field, values]) =>
    Object.entries(values).map(([what, value]) => ({
      what: `${field} is ${what}`,
      input: { ...whole, [field]: value },
      field,
    })),
  );
  const odd = [
    { what: "an unknown field", input: { ...whole, extra: 1 } },
    { what: "a prototype key", input: withPrototypeKey(whole) },
    { what: "a constructor key", input: { ...whole, constructor: { prototype: { isAdmin: true } } } },
    { what: "a string", input: "text" },
    { what: "an array", input: [whole] },
    { what: "a number", input: 7 },
  ];
  return [...missing, ...wrong, ...odd];
}

describe("REST", () => {
  it("[E1] has a body table that names every route with a body", () => {
    const withBody = (Object.keys(REST) as RestName[]).filter((name) => "body" in REST[name]);
    expect(
      Object.values(BODIES)
        .map(({ route }) => route)
        .sort(),
    ).toEqual(withBody.sort());
  });

  it.each(Object.keys(BODIES))(
    "{D6, F1, F2, F3, F6, F9} [E1] [E2] refuses each bad body of %s, and names the field",
    async (name) => {
      const shape = BODIES[name];
      if (shape === undefined) throw new Error("no such shape");
      const [method = ""] = shape.route.split(" ");
      for (const { what, input, field } of spoiled(shape)) {
        const answer = await ada.request(method, shape.path(), input);
        expect([what, answer.status]).toEqual([what, 400]);
        expectRefused(answer, "invalid_request");
        if (field !== undefined) expectNamed(answer.body, field);
      }
    },
  );

  it("{F1, F7, F10} [E1] refuses each bad query and path", async () => {
    const history = `/conversations/${conversationId}/messages`;
    const changes = `/conversations/${conversationId}/changes`;
    const bad = [
      `${history}?limit=0`,
      `${history}?limit=1e9`,
      `${history}?limit=x`,
      `${history}?before=x`,
      `${history}?before=${messageId}&after=${messageId}`,
      `${history}?unknown=1`,
      `${history}?limit=1&limit=2`,
      `${history}?__proto__=1`,
      `${changes}?afterRev=-1`,
      `${changes}?afterRev=1.5`,
      `${changes}?afterRev=99999999999999999999`,
      `${changes}?limit=501`,
      "/users/search",
      "/users/search?email=x",
      "/users/search?email=%00@example.com",
      "/users/search?email[]=a@example.com",
      "/conversations/not-a-uuid",
      "/conversations/%00",
      "/conversations/%zz",
      "/conversations/__proto__",
      `/conversations/${"x".repeat(190)}`,
    ];
    for (const path of bad) {
      const answer = await ada.request("GET", path);
      expect([path, answer.status]).toEqual([path, 400]);
      expectRefused(answer, "invalid_request");
    }
  });

  it("[E1] refuses what is not there, in the same form", async () => {
    const absent: [string, string][] = [
      ["GET", "/nothing/here"],
      ["POST", "/conversations"],
      ["PUT", `/conversations/${conversationId}`],
      ["DELETE", `/conversations/${crypto.randomUUID()}/messages/${messageId}`],
      ["GET", `/conversations/${"x".repeat(300)}`],
    ];
    for (const [method, path] of absent) expectRefused(await ada.request(method, path), "not_found");
  });

  it("{F6, F11} [E1] refuses a body that is no JSON, of another type, or too large", async () => {
    const path = `/conversations/${conversationId}/messages`;
    const post = async (body: string | Uint8Array<ArrayBuffer>, type: string | null = "application/json") => {
      const headers = { authorization: `Bearer ${ada.token}`, ...(type === null ? {} : { "content-type": type }) };
      const response = await fetch(new URL(path, world.url), { method: "POST", headers, body });
      return { status: response.status, body: await response.json(), headers: response.headers };
    };
    const valid = JSON.stringify({ clientMsgId, body: "text" });
    for (const broken of ["{", "", "nonsense", '{"a":1}}', `${"[".repeat(30_000)}`, "\u0000"]) {
      expectRefused(await post(broken), "invalid_request");
    }
    expectRefused(await post(new Uint8Array([0xff, 0xfe, 0x00])), "invalid_request");
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"]) {
      expectRefused(await post(valid, type), "unsupported_media_type");
    }
    expectRefused(await post(JSON.stringify({ body: "x".repeat(LIMITS.frameBytes) })), "too_large");
  });

  it("[E1] refuses tokens that are none, are over, or were tampered with", async () => {
    const leaver = await world.person("Leaver");
    await leaver.call("POST /auth/logout", "/auth/logout");
    const late = await world.person("Late");
    await world.database.pool.query("update sessions set expires_at = now() - interval '1 second' where id = $1", [
      late.sessionId,
    ]);
    const [head, body, signature] = ada.token.split(".");
    const none = Buffer.from('{"alg":"none","typ":"session+jwt"}').toString("base64url");
    const tokens: Record<string, "not_signed_in" | "session_ended"> = {
      garbage: "not_signed_in",
      "a.b.c": "not_signed_in",
      [`${head}.${body}.${signature?.toUpperCase()}`]: "not_signed_in",
      [`${none}.${body}.`]: "not_signed_in",
      [leaver.token]: "session_ended",
      [late.token]: "session_ended",
    };
    for (const [token, code] of Object.entries(tokens)) {
      expectRefused(await requestJson(world.url, "GET", "/me", { token }), code);
      expect(codeOf({ error: await handshakeRefusal({ auth: { token } }) })).toBe(code);
    }
    expectRefused(await requestJson(world.url, "GET", "/me"), "not_signed_in");
    const basic = await requestJson(world.url, "GET", "/me", { headers: { authorization: "Basic YTpi" } });
    expectRefused(basic, "not_signed_in");
  });

  it("[E1] refuses other web pages", async () => {
    const cookie = `oschat_session=${ada.token}`;
    const path = `/conversations/${conversationId}/messages`;
    const post = (headers: Record<string, string>) =>
      requestJson(world.url, "POST", path, { body: { clientMsgId: crypto.randomUUID(), body: "x" }, headers });
    expectRefused(await post({ cookie, origin: "https://evil.example" }), "origin_not_allowed");
    expectRefused(await post({ cookie, origin: "null" }), "origin_not_allowed");
    expectRefused(await post({ cookie }), "origin_not_allowed");
    expect((await post({ cookie, origin: world.url })).status).toBe(201);
    const local = {
      body: { name: "Mallory", email: "mallory@example.com" },
      headers: { origin: "https://evil.example" },
    };
    expectRefused(await requestJson(world.url, "POST", "/auth/local", local), "origin_not_allowed");
  });
});

describe("the socket", () => {
  let socket: Socket;
  beforeAll(async () => {
    socket = await ada.socket();
  });
  const ask = (event: string, ...args: unknown[]) => socket.timeout(5_000).emitWithAck(event, ...args);

  it.each(Object.keys(PAYLOADS) as UpEvent[])(
    "{C4, D6, F1, F2, F3, F6, F9} [E1] [E2] refuses each bad payload of %s",
    async (event) => {
      for (const { what, input, field } of spoiled(PAYLOADS[event])) {
        const answer = await ask(event, input);
        expect([what, codeOf(answer)]).toEqual([what, "invalid_request"]);
        if (field !== undefined) expectNamed(answer, field);
      }
      expect(Object.keys(UP)).toContain(event);
    },
  );

  it("{C4} [E1] refuses events it does not know, with and without a callback", async () => {
    for (const event of [
      "message:steal",
      "__proto__",
      "constructor",
      "toString",
      "error",
      "x".repeat(5_000),
      "",
      "ready",
    ]) {
      expect([event, codeOf(await ask(event, {}))]).toEqual([event, "unknown_event"]);
      const refused = new Promise((resolve) => socket.once("request:refused", resolve));
      socket.emit(event, {});
      expect(codeOf(await refused)).toBe("unknown_event");
    }
  });

  it("[E1] refuses strange arguments", async () => {
    for (const args of [[], [null], [undefined], [1, 2, 3], [Buffer.from("x")], [[Buffer.from("x")], {}]]) {
      expect(codeOf(await ask("message:send", ...args))).toBe("invalid_request");
    }
  });

  it("[E1] refuses other web pages and handshakes without a token", async () => {
    const evil = await handshakeRefusal({
      auth: { token: ada.token },
      extraHeaders: { origin: "https://evil.example" },
    });
    expect(evil).toBe("websocket error");
    const polled = await requestJson(world.url, "GET", "/socket.io/?EIO=4&transport=polling", {
      headers: { origin: "https://evil.example" },
    });
    expect(polled.status).toBe(403);
    expect(JSON.stringify(polled.body)).toContain(ERRORS.origin_not_allowed.remedy);
    for (const auth of [{}, { token: "" }, { token: 7 }, { token: { a: 1 } }, { token: ["x"] }]) {
      expect(codeOf({ error: await handshakeRefusal({ auth }) })).toBe("not_signed_in");
    }
    const broken = { origin: world.url, cookie: "oschat_session=%E0%A4%A" };
    expect(codeOf({ error: await handshakeRefusal({ extraHeaders: broken }) })).toBe("not_signed_in");
  });
});

/** What the server says to a handshake that it refuses. */
async function handshakeRefusal(options: { auth?: object; extraHeaders?: Record<string, string> }): Promise<unknown> {
  const socket = io(world.url, { ...options, transports: ["websocket"], forceNew: true, reconnection: false });
  try {
    return await new Promise((resolve, reject) => {
      socket.once("ready", () => reject(new Error("it was let in")));
      socket.once("connect_error", (error: Error & { data?: unknown }) => resolve(error.data ?? error.message));
    });
  } finally {
    socket.disconnect();
  }
}
