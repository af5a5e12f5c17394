/** What Prometheus reads while people talk: each key metric is there, with numbers that can be. */
import { freePort, startWorld, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const MESSAGES = 30;

let world: World;
let page: URL;
let samples: Map<string, number>;

beforeAll(async () => {
  const port = await freePort();
  page = new URL(`http://127.0.0.1:${port}/metrics`);
  world = await startWorld({
    nodes: 1,
    env: { METRICS_PORT: String(port), RATE_LIMITS: "on", RATE_LIMIT_LOOKUPS: "3", RATE_LIMIT_PERSON: "100000" },
  });
  await live();
  samples = await read();
}, 60_000);
afterAll(() => world.stop());

async function live(): Promise<void> {
  const [ada, bob] = [await world.person("Ada"), await world.person("Bob")];
  const { id } = await ada.groupWith("Measured", bob);
  const heard: unknown[] = [];
  (await bob.socket()).on("message:new", (message) => heard.push(message));
  const socket = await ada.socket();
  const send = (body: unknown) =>
    socket.timeout(10_000).emitWithAck("message:send", { conversationId: id, clientMsgId: crypto.randomUUID(), body });
  await Promise.all(Array.from({ length: MESSAGES }, (_, number) => send(`number ${number}`)));
  await until(() => heard.length === MESSAGES, "everything is heard");
  await send("");
  await socket.timeout(10_000).emitWithAck("never:heard-of", {});
  await whenLive(await bob.client());
  await socket.timeout(10_000).emitWithAck("sync:request", { conversationId: id, afterRev: 10_000 });
  await ada.request("GET", "/nowhere");
  await ada.request("GET", `/conversations/${crypto.randomUUID()}`);
  for (let count = 0; count < 5; count += 1) await ada.request("GET", "/users/search?email=somebody@example.com");
}

async function read(): Promise<Map<string, number>> {
  const response = await fetch(page);
  expect(response.headers.get("content-type")).toContain("text/plain");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

/** The sum over all samples of this name whose labels include these. */
function sum(name: string, labels: Record<string, string> = {}): number {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  let total = 0;
  for (const [sample, value] of samples) {
    const [itsName] = sample.split("{");
    if (itsName === name && wanted.every((label) => sample.includes(label))) total += value;
  }
  return total;
}

describe("the metrics", () => {
  it("count every message from its arrival to its commit and its delivery", () => {
    expect(sum("oschat_sends_total", { outcome: "stored" })).toBe(MESSAGES);
    for (const time of ["oschat_send_to_commit_seconds", "oschat_send_to_deliver_seconds"]) {
      expect([time, sum(`${time}_count`)]).toEqual([time, MESSAGES]);
      expect(sum(`${time}_sum`)).toBeGreaterThan(0);
      expect(sum(`${time}_sum`)).toBeLessThan(MESSAGES * 10);
    }
    expect(sum("oschat_send_to_deliver_seconds_sum")).toBeGreaterThanOrEqual(sum("oschat_send_to_commit_seconds_sum"));
    expect(sum("oschat_commit_batch_messages_sum")).toBe(MESSAGES);
    expect(sum("oschat_commit_batch_seconds_count")).toBe(sum("oschat_commit_batch_messages_count"));
    expect(sum("oschat_commit_waiting_messages")).toBe(0);
  });

  it("know the time of every route, event and statement, and how each ended", () => {
    expect(sum("oschat_http_request_seconds_count", { route: "/conversations/group", status: "201" })).toBe(1);
    expect(sum("oschat_http_request_seconds_count", { route: "/conversations/:id", status: "404" })).toBe(1);
    expect(sum("oschat_http_request_seconds_count", { route: "(none)", status: "404" })).toBe(1);
    expect(sum("oschat_socket_event_seconds_count", { event: "message:send", outcome: "ok" })).toBe(MESSAGES);
    expect(sum("oschat_database_statement_seconds_count", { statement: "append messages" })).toBeGreaterThan(0);
    expect(sum("oschat_database_statement_seconds_count", { statement: "select sessions" })).toBeGreaterThan(0);
    expect(sum("oschat_database_statement_errors_total")).toBe(0);
  });

  it("count who is there, who was refused, and who fell too far behind", () => {
    expect(sum("oschat_sockets")).toBe(3);
    expect(sum("oschat_connections")).toBe(3);
    expect(sum("oschat_socket_refusals_total", { event: "message:send", code: "invalid_request" })).toBe(1);
    expect(sum("oschat_socket_refusals_total", { event: "(unknown)", code: "unknown_event" })).toBe(1);
    expect(sum("oschat_catch_up_resets_total")).toBe(1);
    expect(sum("oschat_rate_limit_refusals_total", { budget: "lookups" })).toBeGreaterThanOrEqual(1);
    expect(sum("oschat_slow_consumer_cuts_total")).toBe(0);
  });

  it("know the process: what runs, whether it is ready, its event loop, its connections to the database", () => {
    expect(sum("oschat_build_info", { node: process.version })).toBe(1);
    expect(sum("oschat_ready")).toBe(1);
    expect(sum("oschat_in_touch")).toBe(1);
    expect(sum("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
    expect(sum("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
    expect(sum("oschat_database_connections")).toBeGreaterThan(0);
  });

  it("{J9} are on a port of their own, and name nobody", async () => {
    expect((await fetch(new URL("/metrics", world.url))).status).toBe(404);
    expect((await fetch(new URL("/", page))).status).toBe(404);
    const text = [...samples.keys()].join("\n");
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|@|Ada|Measured|number 1\b/);
  });
});
