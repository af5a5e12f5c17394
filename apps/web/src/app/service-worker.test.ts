/** What the service worker keeps and answers, run as the browser runs it, on a network and on caches of the test's. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";

const SOURCE = readFileSync(new URL("../../public/service-worker.js", import.meta.url), "utf8");
const KEPT = "the kept chat page";
const FILE = "/_next/static/chunks/a.js";

let network: (path: string) => Promise<Response>;
/** Name of a cache, in the order in which they were made, to what it holds by path. */
let stores: Map<string, Map<string, string>>;
let asked: string[];

const pathOf = (request: string | { url: string }) =>
  new URL(typeof request === "string" ? request : request.url, "https://chat.example.org").pathname;

function answerFrom(store: Map<string, string> | undefined, path: string): Response | undefined {
  const text = store?.get(path);
  return text === undefined ? undefined : new Response(text);
}

function openCache(name: string) {
  const store = stores.get(name) ?? new Map<string, string>();
  stores.set(name, store);
  return {
    match: async (request: string | { url: string }) => answerFrom(store, pathOf(request)),
    put: async (request: string, response: Response) => void store.set(pathOf(request), await response.text()),
    add: async (request: string) => void store.set(request, await (await network(request)).text()),
  };
}

const caches = {
  open: async (name: string) => openCache(name),
  keys: async () => [...stores.keys()],
  delete: async (name: string) => stores.delete(name),
  match: async (request: string | { url: string }) =>
    [...stores.values()].map((store) => answerFrom(store, pathOf(request))).find((found) => found !== undefined),
};

/** The worker of a build, as the build stamps it. */
function worker(version: string, files: string[] = [FILE]) {
  const listeners: Record<string, (event: object) => void> = {};
  const scope = {
    location: { origin: "https://chat.example.org" },
    addEventListener: (name: string, listener: (event: object) => void) => {
      listeners[name] = listener;
    },
    skipWaiting: async () => {},
    clients: { claim: async () => {} },
  };
  const stamped = SOURCE.replace(/const SHELL = .*/, `const SHELL = ${JSON.stringify({ version, files })};`);
  const fetchNow = (request: string | { url: string }) => {
    asked.push(pathOf(request));
    return network(pathOf(request));
  };
  const redirecting = { redirect: (to: string) => new Response(null, { status: 302, headers: { location: to } }) };
  new Function("self", "caches", "fetch", "Response", stamped)(scope, caches, fetchNow, redirecting);

  async function wait(name: "install" | "activate"): Promise<void> {
    let work: Promise<unknown> = Promise.resolve();
    listeners[name]?.({ waitUntil: (given: Promise<unknown>) => (work = given) });
    await work;
  }
  return {
    async begin() {
      await wait("install");
      await wait("activate");
    },
    /** The answer to a request; null when the worker leaves it to the browser. */
    async ask(path: string, mode = "navigate"): Promise<Response | null> {
      let answer: Promise<Response> | null = null;
      listeners.fetch?.({
        request: { method: "GET", mode, url: `https://chat.example.org${path}` },
        respondWith: (given: Promise<Response>) => {
          answer = given;
        },
      });
      return answer;
    },
    isNewest(pageFiles: string[]): unknown {
      const postMessage = vi.fn();
      listeners.message?.({ data: { kind: "is-newest", files: pageFiles }, ports: [{ postMessage }] });
      return postMessage.mock.calls[0]?.[0];
    },
  };
}

const visit = (path: string) => worker("1").ask(path);

beforeEach(() => {
  asked = [];
  stores = new Map([["oschat-shell-1", new Map([["/chat", KEPT]])]]);
  network = async () => new Response("fresh");
});

const TROUBLE: [string, () => Promise<Response>][] = [
  ["there is no network", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["a proxy answers for the server", async () => new Response("Bad gateway", { status: 502 })],
];

describe("the chat page", () => {
  it("comes from the network", async () => {
    expect(await (await visit("/chat?c=1"))?.text()).toBe("fresh");
  });

  it.each(TROUBLE)("is the kept one when %s", async (_, trouble) => {
    network = trouble;
    expect(await (await visit("/chat"))?.text()).toBe(KEPT);
  });

  it("is the kept one when the network takes long", async () => {
    vi.useFakeTimers();
    network = () => new Promise(() => {});
    const answer = visit("/chat");
    await vi.advanceTimersByTimeAsync(1_500);
    vi.useRealTimers();
    expect(await (await answer)?.text()).toBe(KEPT);
  });

  it("is what the network says when none is kept", async () => {
    stores.clear();
    network = async () => new Response("Bad gateway", { status: 502 });
    expect((await visit("/chat"))?.status).toBe(502);
  });
});

describe("the first page", () => {
  it("comes from the network", async () => {
    expect(await (await visit("/"))?.text()).toBe("fresh");
  });

  it.each(TROUBLE)("leads to the kept chat when %s", async (_, trouble) => {
    network = trouble;
    expect((await visit("/"))?.headers.get("location")).toBe("/chat");
  });

  it("stays as it is when no chat is kept", async () => {
    stores.clear();
    network = () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(visit("/")).rejects.toThrow("Failed to fetch");
  });
});

it("{G12, S14} leaves every other address alone", async () => {
  expect(await visit("/auth/callback?code=1")).toBeNull();
});

describe("a version", () => {
  it("is kept with every file, those that the page does not name as well", async () => {
    const later = "/_next/static/chunks/later.js";
    network = async (path) => new Response(path === "/chat" ? `<script src="${FILE}">` : path);
    await worker("2", [FILE, later]).begin();
    expect([...(stores.get("oschat-shell-2") ?? [])]).toEqual([
      [FILE, FILE],
      [later, later],
      ["/chat", `<script src="${FILE}">`],
    ]);
  });

  it("does not begin when the page is of another one", async () => {
    network = async () => new Response('<script src="/_next/static/chunks/other.js">');
    await expect(worker("2").begin()).rejects.toThrow("another version");
    expect(stores.has("oschat-shell-2")).toBe(false);
  });

  it("keeps the two before it, so that open pages find their files without a network", async () => {
    for (const version of ["2", "3", "4"]) {
      network = async (path) => new Response(path === "/chat" ? "" : path);
      await worker(version, [`/_next/static/${version}.js`]).begin();
    }
    expect([...stores.keys()]).toEqual(["oschat-shell-2", "oschat-shell-3", "oschat-shell-4"]);
    network = () => Promise.reject(new TypeError("Failed to fetch"));
    const answer = await worker("4").ask("/_next/static/2.js", "no-cors");
    expect(await answer?.text()).toBe("/_next/static/2.js");
  });

  it("fetches no file that a former one has", async () => {
    stores.get("oschat-shell-1")?.set(FILE, "held");
    network = async () => new Response("page");
    await worker("2").begin();
    expect(stores.get("oschat-shell-2")?.get(FILE)).toBe("held");
    expect(asked).toEqual(["/chat"]);
  });

  it("tells a page whether it is of this version", () => {
    expect(worker("2").isNewest([FILE])).toBe(true);
    expect(worker("2").isNewest([FILE, "/_next/static/chunks/old.js"])).toBe(false);
  });
});
