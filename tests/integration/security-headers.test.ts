/** What leaves the server besides its answers: headers, on whatever is asked; and what does not leave it, whoever asks. */
import { connect } from "node:net";
import { REST, type RestName } from "@oschat/protocol";
import { type Person, requestJson, startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ID = "00000000-0000-4000-8000-000000000000";
/** What is served beside the routes of the protocol, what is not served, and what is not even right. */
const OTHER_PATHS = [
  "GET /",
  "GET /chat",
  "GET /icon.svg",
  "GET /service-worker.js",
  "GET /manifest.webmanifest",
  "GET /docs",
  "GET /docs/json",
  "GET /docs/static/swagger-ui.css",
  "GET /livez",
  "GET /readyz",
  "GET /auth/oidc",
  "GET /auth/google/callback?code=x&state=y",
  "GET /nothing/here",
  "PUT /me",
  "OPTIONS /me",
  "TRACE /",
  "GET /%zz",
  `GET /conversations/${"x".repeat(300)}`,
  "GET /socket.io/?EIO=4&transport=polling",
  "GET /socket.io/?EIO=4&transport=polling&sid=unknown",
  "GET /socket.io/?EIO=3&transport=telepathy",
  "POST /socket.io/?EIO=4&transport=polling",
];
const EVERYTHING = [...(Object.keys(REST) as RestName[]).map((name) => name.replace(/:\w+/g, ID)), ...OTHER_PATHS];

const ENDS_SESSIONS = /logout|me\/sessions/;

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
});
afterAll(() => world.stop());

/** As the bytes are, whatever they are; the whole answer as text. */
function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(bytes));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

function ask(what: string, headers: Record<string, string> = {}): Promise<string> {
  const [method = "", path = ""] = what.split(" ");
  const lines = Object.entries({ host: new URL(world.url).host, connection: "close", ...headers });
  const text = `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return sendRaw(world.config.port, text);
}

function headersOf(answer: string): Map<string, string> {
  const [head = ""] = answer.split("\r\n\r\n");
  return new Map(
    head
      .split("\r\n")
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
}

describe("every answer", () => {
  it.each([
    ["to a person", () => ({ authorization: `Bearer ${ada.token}` })],
    ["to a stranger", () => ({})],
    ["to another page", () => ({ origin: "https://evil.example", cookie: `oschat_session=${ada.token}` })],
  ])("{G5, G7, S14} %s is careful, whatever is asked", async (_, headersFor) => {
    for (const what of EVERYTHING.filter((each) => !ENDS_SESSIONS.test(each))) {
      const headers = headersOf(await ask(what, headersFor()));
      const cache = headers.get("cache-control") ?? "none";
      const isFile = OTHER_PATHS.slice(0, 6).includes(what);
      expect([what, headers.get("x-content-type-options")]).toEqual([what, "nosniff"]);
      expect([what, headers.get("referrer-policy")]).toEqual([what, "no-referrer"]);
      expect([what, headers.get("cross-origin-resource-policy")]).toEqual([what, "same-origin"]);
      expect([what, headers.get("permissions-policy")]).toEqual([what, expect.stringContaining("camera=()")]);
      expect([what, headers.get("content-security-policy")]).toEqual([
        what,
        expect.stringMatching(/^default-src 'none'/),
      ]);
      expect([what, headers.get("content-security-policy")]).toEqual([what, expect.not.stringContaining("unsafe")]);
      expect([what, headers.get("access-control-allow-origin")]).toEqual([what, undefined]);
      expect([what, headers.has("x-powered-by") || headers.has("server")]).toEqual([what, false]);
      if (!isFile) expect([what, cache]).toEqual([what, expect.stringMatching(/no-store|max-age|no-cache/)]);
      if (what.startsWith("GET /me") || what.startsWith("GET /conv")) expect([what, cache]).toEqual([what, "no-store"]);
    }
  });

  it("{G5, J6} is careful even to what is no HTTP", async () => {
    for (const bytes of [
      "NONSENSE\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      `GET / HTTP/1.1\r\nx: ${"y".repeat(40_000)}\r\n\r\n`,
    ]) {
      const answer = await sendRaw(world.config.port, bytes);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(headersOf(answer).get("x-content-type-options")).toBe("nosniff");
      expect(answer).not.toMatch(/node_modules|\.[jt]s:\d/);
    }
  });
});

describe("an https server", () => {
  it("{C14, S1} tells browsers to insist on it, and sets no cookie that anything else could read", async () => {
    const secure = await startWorld({ env: { PUBLIC_URL: "https://localhost" } });
    const base = `http://127.0.0.1:${secure.config.port}`;
    const signIn = await requestJson(base, "POST", "/auth/local", {
      body: { name: "Ada", email: "ada@example.com" },
      headers: { origin: "https://localhost" },
    });
    const cookie = signIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const headers = { cookie, origin: "https://localhost" };
    const answers = [signIn];
    for (const what of EVERYTHING.filter((each) => !/^(TRACE|GET \/socket|GET \/docs)/.test(each))) {
      const [method = "", path = ""] = what.split(" ");
      answers.push(await requestJson(base, method, path, { headers }));
    }
    for (const answer of answers) {
      expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
      expect(answer.headers.get("content-security-policy")).not.toMatch(/ws:|http:/);
      for (const set of answer.headers.getSetCookie()) {
        expect(set).toMatch(/^__Host-[\w]+=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
        expect(set).not.toMatch(/domain/i);
      }
    }
    expect(answers.flatMap(({ headers: each }) => each.getSetCookie()).length).toBeGreaterThan(1);
    await secure.stop();
  });
});

describe("what is not served", () => {
  it.each([
    "TRACE /",
    "TRACE /me",
    "PUT /me",
    "PROPFIND /",
    "PATCH /conversations",
    "DELETE /auth/options",
    "MKCOL /x",
  ])("{J14} %s is refused", async (what) => {
    expect(await ask(what)).toMatch(/^HTTP\/1\.1 40[045] /);
  });

  it("{J14, C1} a tunnel, another protocol's upgrade, and an address of somebody else are not entered", async () => {
    expect(await ask("CONNECT evil.example:443")).toBe("");
    expect(await ask("GET /me", { upgrade: "h2c", connection: "Upgrade, HTTP2-Settings" })).not.toMatch(
      /^HTTP\/1\.1 101/,
    );
    expect(await ask("GET http://evil.example/me")).toMatch(/^HTTP\/1\.1 40[14] /);
  });

  it.each([
    "/_next",
    "/_next/",
    "/_next/static/",
    "/auth/",
    "/.env",
    "/.git/config",
    "/.build-stamp",
    "/package.json",
    "/metrics",
    "/_next/static/chunks/main.js.map",
    "/_next/data/x/chat.json",
    "/_next/image?url=%2Ficon-512.png&w=64&q=75",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/....//....//package.json",
  ])("{G9, G11, J14} %s is not there", async (path) => {
    const answer = await ask(`GET ${path}`, { accept: "*/*" });
    expect([path, answer.split("\r\n")[0]]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 40[034] /)]);
    expect(answer).not.toMatch(/Index of|"dependencies"|sourcesContent/);
  });

  it("{J14, A9} the name in the Host header, and what proxies add to it, are in no answer", async () => {
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
    for (const what of EVERYTHING) {
      expect([what, (await ask(what, { ...forged, accept: "text/html" })).includes("evil.example")]).toEqual([
        what,
        false,
      ]);
    }
  });

  it("{G8} tricks that pass a front end's gate find nothing behind it: pages are shells, data needs a session", async () => {
    const tricks = {
      "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
      "x-middleware-prefetch": "1",
      "next-router-prefetch": "1",
      rsc: "1",
      "x-nextjs-data": "1",
    };
    for (const path of [
      "/chat",
      "/chat.rsc",
      "/chat.txt",
      "/chat?_rsc=1",
      "/en/chat",
      "/_next/data/x/chat.json",
      "/__next._full.txt",
    ]) {
      const answer = await ask(`GET ${path}`, { ...tricks, cookie: `oschat_session=${ada.token}` });
      expect(answer).not.toContain("ada@example.com");
    }
    for (const path of ["/me", "/conversations", "/heads"]) {
      expect(await ask(`GET ${path}`, tricks)).toMatch(/^HTTP\/1\.1 401 /);
    }
  });

  it("{J9} health says yes or no, and nothing else", async () => {
    for (const path of ["/livez", "/readyz"]) {
      expect((await ask(`GET ${path}`)).split("\r\n\r\n")[1]).toBe('{"ok":true}');
    }
  });
});

describe("a page of another origin", () => {
  const forms = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain;application/json",
  ];

  it("{G6} cannot sign anybody out", async () => {
    const eve = await world.person("Eve");
    for (const origin of [{}, { origin: "null" }, { origin: "https://evil.example" }]) {
      const headers = { cookie: `oschat_session=${eve.token}`, ...origin };
      expect((await requestJson(world.url, "POST", "/auth/logout", { headers })).status).toBe(403);
    }
    expect((await eve.request("GET", "/me")).status).toBe(200);
  });

  it.each(forms)("{G6} cannot write with a form: %s", async (type) => {
    for (const origin of ["https://evil.example", "null", undefined]) {
      for (const path of ["/auth/logout", "/conversations/group", "/me/sessions"]) {
        const answer = await fetch(`${world.url}${path}`, {
          method: "POST",
          headers: {
            cookie: `oschat_session=${ada.token}`,
            "content-type": type,
            ...(origin === undefined ? {} : { origin }),
          },
          body: "title=x",
        });
        expect([403, 404, 415]).toContain(answer.status);
      }
    }
    expect((await ada.request("GET", "/me")).status).toBe(200);
  });

  it("{G7} is told in no preflight that it may", async () => {
    for (const origin of ["https://evil.example", "null", `${world.url}.evil.example`, "http://localhost:1"]) {
      const answer = await ask("OPTIONS /conversations/group", { origin, "access-control-request-method": "POST" });
      expect(headersOf(answer).has("access-control-allow-origin")).toBe(false);
      const polling = await ask("GET /socket.io/?EIO=4&transport=polling", { origin });
      expect(headersOf(polling).has("access-control-allow-origin")).toBe(false);
    }
  });

  it("{C1} opens no socket, by polling or WebSocket, with or without a cookie", async () => {
    const { host, port } = new URL(world.url);
    const wrong = [
      "https://evil.example",
      "null",
      `http://${host}.evil.example`,
      `http://localhost:${Number(port) + 1}`,
      `https://${host}`,
      "http://evil.localhost",
    ];
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    for (const origin of wrong) {
      for (const cookie of [{}, { cookie: `oschat_session=${ada.token}` }]) {
        expect(await ask("GET /socket.io/?EIO=4&transport=polling", { origin, ...cookie })).toMatch(/^HTTP\/1\.1 403 /);
        const answer = await ask("GET /socket.io/?EIO=4&transport=websocket", { origin, ...upgrade, ...cookie });
        expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
      }
    }
  });

  it("{G7} that is allowed may read, and no other, where the web app is served apart", async () => {
    const apart = await startWorld({
      env: { PUBLIC_URL: "http://localhost:4123", FRONTEND_URL: "http://localhost:5123" },
    });
    const answers = [];
    for (const origin of ["http://localhost:5123", "http://localhost:5124"]) {
      const answer = await fetch(`http://127.0.0.1:${apart.config.port}/auth/options`, { headers: { origin } });
      answers.push(answer.headers.get("access-control-allow-origin"));
    }
    expect(answers).toEqual(["http://localhost:5123", null]);
    await apart.stop();
  });
});
