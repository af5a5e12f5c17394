/** What the service worker answers for the pages, run as the browser runs it, on a network and a cache of the test's. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";

const SOURCE = readFileSync(new URL("../../public/service-worker.js", import.meta.url), "utf8");
const KEPT = "the kept chat page";

let network: () => Promise<Response>;
let kept: string | undefined;

/** The answer to a navigation; null when the worker leaves it to the browser. */
async function visit(path: string): Promise<Response | null> {
  const listeners: Record<string, (event: object) => void> = {};
  const scope = {
    location: { origin: "https://chat.example.org" },
    addEventListener: (name: string, listener: (event: object) => void) => {
      listeners[name] = listener;
    },
  };
  const cache = { keys: async () => [], addAll: async () => {}, put: async () => {}, delete: async () => true };
  const caches = {
    match: async () => (kept === undefined ? undefined : new Response(kept)),
    open: async () => cache,
  };
  const redirecting = { redirect: (to: string) => new Response(null, { status: 302, headers: { location: to } }) };
  new Function("self", "caches", "fetch", "Response", SOURCE)(scope, caches, () => network(), redirecting);

  let answer: Promise<Response> | null = null;
  listeners.fetch?.({
    request: { method: "GET", mode: "navigate", url: `https://chat.example.org${path}` },
    waitUntil: () => {},
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  });
  return answer;
}

beforeEach(() => {
  kept = KEPT;
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
    await vi.advanceTimersByTimeAsync(4_000);
    vi.useRealTimers();
    expect(await (await answer)?.text()).toBe(KEPT);
  });

  it("is what the network says when none is kept", async () => {
    kept = undefined;
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
    kept = undefined;
    network = () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(visit("/")).rejects.toThrow("Failed to fetch");
  });
});

it("{G12, S14} leaves every other address alone", async () => {
  expect(await visit("/auth/callback?code=1")).toBeNull();
});
