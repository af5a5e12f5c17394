/** What comes in: names, words, searches, tokens in wrong places, too much of anything; and what happens when nobody can be asked. */
import { connect as connectTcp } from "node:net";
import { LIMITS } from "@oschat/protocol";
import { type HttpAnswer, type Person, requestJson, startWorld, type World } from "@oschat/test-kit";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSignInBrowser } from "../kit/src/identity-provider-browser.ts";

let world: World;
let ada: Person;
let groupId: string;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  groupId = (await ada.groupWith("Input")).id;
});
afterAll(() => world.stop());

const signInAs = (name: string) =>
  requestJson(world.url, "POST", "/auth/local", { body: { name, email: "names@example.com" } });
const nameIn = ({ body }: HttpAnswer) => (body as { user: { name: string } }).user.name;

/** How a connection with these options is refused; null when it is let in. */
async function refusalOf(options: object): Promise<string | null> {
  const socket = io(world.url, { forceNew: true, reconnection: false, transports: ["websocket"], ...options });
  try {
    return await new Promise((resolve) => {
      socket.once("ready", () => resolve(null));
      socket.once("disconnect", resolve);
      socket.once("connect_error", (error: Error & { data?: { code: string } }) =>
        resolve(error.data?.code ?? error.message),
      );
    });
  } finally {
    socket.disconnect();
  }
}

describe("names", () => {
  it.each([
    ["trimmed", "  Ada \t Lovelace\n", "Ada Lovelace"],
    ["composed", "Ame\u0301lie", "Am\u00e9lie"],
    ["without invisible characters", "A\u200bd\u2060a\ufeff", "Ada"],
    ["without changes of direction", "Ada\u202egpj.exe\u2066", "Adagpj.exe"],
    ["without tags", "Ada\u{e0041}\u{e007f}", "Ada"],
    ["on one line", "Ada\u2028Owner\u0085of\u0007it", "Ada Owner of it"],
  ])("{F4} are kept %s", async (_, name, kept) => {
    expect(nameIn(await signInAs(name))).toBe(kept);
    const group = await ada.groupWith(name);
    expect(group.title).toBe(kept);
  });

  it.each(["\u200b", "\u202e\u202c", " \n ", "\u{e0041}", "a".repeat(LIMITS.nameCodePoints + 1)])(
    "{F4} are not %j",
    async (name) => expect((await signInAs(name)).status).toBe(400),
  );
});

describe("words", () => {
  const family = "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}";
  const texts = [
    family.repeat(500),
    `e${"\u0301".repeat(999)}`,
    "\u{1f600}".repeat(4_000),
    "\u202eabc\u202c",
    "Ame\u0301lie",
  ];

  it("{F2, F3} come back as they were sent, whatever they are made of, up to the limits", async () => {
    for (const text of texts) {
      const { messageId } = await ada.say(groupId, text);
      const path = `/conversations/${groupId}/messages?around=${messageId}&limit=1`;
      const { messages } = await ada.call("GET /conversations/:id/messages", path);
      expect(messages.find((message) => message.messageId === messageId)?.body).toBe(text);
    }
    for (const text of [
      "\u{1f600}".repeat(4_001),
      "x".repeat(4_001),
      `${"\u4e00".repeat(4_000)}${"\u4e00".repeat(1_334)}`,
    ]) {
      const body = { clientMsgId: crypto.randomUUID(), body: text };
      expect((await ada.request("POST", `/conversations/${groupId}/messages`, body)).status).toBe(400);
    }
  });

  it("{F8} that look like statements are words", async () => {
    for (const text of ["'; drop table messages; --", "\\'; select pg_sleep(9); --", "%' or 1=1 /*", "$1 $$ :name ?"]) {
      const group = await ada.groupWith(text.slice(0, 90));
      expect(group.title).toBe(text);
      const { messageId } = await ada.say(group.id, text);
      const page = await ada.call("GET /conversations/:id/messages", `/conversations/${group.id}/messages`);
      expect(page.messages.find((message) => message.messageId === messageId)?.body).toBe(text);
    }
  });
});

describe("searching people", () => {
  it("{E2, F8} finds nobody by a name, a part, a pattern or a condition", async () => {
    await world.person("Grace Hopper");
    const wanted = [
      "grace.hopper@example.co",
      "race.hopper@example.com",
      "%@example.com",
      "grace_hopper@example.com",
      "grace.%@example.com",
      "'or'1'='1@example.com",
      "grace.hopper@example.com'--",
    ];
    for (const email of wanted) {
      const found = await ada.call("GET /users/search", `/users/search?email=${encodeURIComponent(email)}`);
      expect([email, found.users]).toEqual([email, []]);
    }
    for (const query of ["name=Grace", "email=Grace", "email=", "q=grace", "email=a@b.c&name=Grace"]) {
      expect([query, (await ada.request("GET", `/users/search?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it("{E4} takes as long for a conversation of others as for one that nobody has", async () => {
    const stranger = await world.person("Stranger");
    const paths = [`/conversations/${groupId}`, `/conversations/${crypto.randomUUID()}`] as const;
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < 150; round += 1) {
      for (const [index, path] of paths.entries()) {
        const started = performance.now();
        expect((await stranger.request("GET", path)).status).toBe(404);
        times[index as 0 | 1].push(performance.now() - started);
      }
    }
    const [foreign, none] = times.map((each) => each.sort((a, b) => a - b)[75] ?? 0) as [number, number];
    expect(Math.max(foreign, none) / Math.min(foreign, none)).toBeLessThan(3);
  }, 60_000);
});

describe("a token or a name in the wrong place", () => {
  it("{C3} in the address of a connection is not read", async () => {
    const { token } = ada;
    for (const query of [{ token }, { auth: token }, { access_token: token }, { authorization: `Bearer ${token}` }]) {
      expect(await refusalOf({ query })).toBe("not_signed_in");
    }
    expect(await refusalOf({ auth: { token } })).toBeNull();
  });

  it("{S12, C7} the name of somebody's connection opens nothing, and none is resumed", async () => {
    const socket = await ada.socket();
    const { id: engineId = "" } = socket.io.engine as { id?: string };
    const url = `${world.url}/socket.io/?EIO=4&transport=polling&sid=${engineId}`;
    expect((await fetch(url)).status).toBe(400);
    expect((await fetch(url, { method: "POST", body: "40" })).status).toBe(400);
    for (const given of [engineId, socket.id ?? "", ada.sessionId]) {
      expect(await refusalOf({ auth: { token: given } })).toBe("not_signed_in");
      expect(await refusalOf({ auth: { pid: given, offset: "0" } })).toBe("not_signed_in");
    }
    expect(socket.recovered ?? false).toBe(false);
  });

  it("{A10} where to go after signing in cannot be said", async () => {
    for (const address of [
      "//evil.example",
      "/\\evil.example",
      "%2f%2fevil.example",
      "javascript:alert(1)",
      "https:evil.example",
    ]) {
      for (const name of ["returnTo", "next", "redirect", "redirect_uri", "url"]) {
        const query = new URLSearchParams({ [name]: address });
        for (const path of ["/auth/oidc", "/auth/oidc/callback", "/auth/google"]) {
          const answer = await createSignInBrowser().fetch(`${world.url}${path}?${query}`);
          expect(answer.headers.get("location")).toMatch(new RegExp(`^${world.url}/\\?error=\\w+$`));
        }
      }
    }
  });
});

describe("too much", () => {
  /** The status of the answer to these bytes. */
  const statusOf = (bytes: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = connectTcp({ port: world.config.port, host: "127.0.0.1" }, () => socket.write(bytes));
      socket.once("data", (answer) => {
        resolve(Number(answer.toString().split(" ")[1]));
        socket.destroy();
      });
      socket.once("error", reject);
    });
  const get = (path: string, headers = "") => `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n`;

  it("{F12} of a path, a query or headers is refused, as are requests that two servers could read differently", async () => {
    expect(await statusOf(get(`/${"x".repeat(20_000)}`))).toBe(413);
    expect(await statusOf(get(`/me?${"x".repeat(20_000)}`))).toBe(413);
    expect(await statusOf(get("/me", `x: ${"y".repeat(20_000)}\r\n`))).toBe(413);
    expect(await statusOf(get(`/conversations/${"x".repeat(300)}`))).toBe(404);
    const smuggled = [
      "content-length: 5\r\ntransfer-encoding: chunked\r\n",
      "content-length: 5\r\ncontent-length: 6\r\n",
      "transfer-encoding: xchunked\r\ncontent-length: 1\r\n",
      "content-length: +5\r\n",
    ];
    for (const headers of smuggled) {
      const bytes = `POST /auth/logout HTTP/1.1\r\nhost: x\r\n${headers}\r\n0\r\n\r\nGET /me HTTP/1.1\r\n\r\n`;
      expect([headers, await statusOf(bytes)]).toEqual([headers, 400]);
    }
  });

  it("{F14} time is given to no statement, and to no wait for a lock", async () => {
    for (const name of ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]) {
      const { rows } = await world.database.pool.query("select setting::int as ms from pg_settings where name = $1", [
        name,
      ]);
      expect([name, rows[0].ms > 0 && rows[0].ms <= 15_000]).toEqual([name, true]);
    }
  });
});

describe("when nobody can be asked who is who", () => {
  it("{J7} nobody is let in, by request, by connection or by event", async () => {
    const bob = await world.person("Bob");
    const socket = await bob.socket();
    const { id } = await bob.groupWith("Closed");
    const without = async (table: string, check: () => Promise<void>) => {
      await world.database.pool.query(`alter table ${table} rename to away`);
      await check().finally(() => world.database.pool.query(`alter table away rename to ${table}`));
    };
    await without("conversation_members", async () => {
      for (const path of ["/conversations", `/conversations/${id}`, `/conversations/${id}/messages`, "/heads"]) {
        expect([path, (await bob.request("GET", path)).status]).toEqual([path, 500]);
      }
      const send = { conversationId: id, clientMsgId: crypto.randomUUID(), body: "let in?" };
      expect(await socket.timeout(5_000).emitWithAck("message:send", send)).toMatchObject({
        error: { code: "internal" },
      });
      expect(await refusalOf({ auth: { token: bob.token } })).not.toBeNull();
    });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await without("sessions", async () => {
      expect((await bob.request("GET", "/me")).status).toBe(500);
      expect(await refusalOf({ auth: { token: bob.token } })).toBe("internal");
    });
    expect((await bob.request("GET", "/me")).status).toBe(200);
  });
});
