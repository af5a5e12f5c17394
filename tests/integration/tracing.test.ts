/** Traces: nothing unless asked for, and then what was done, to a collector, without a word about whom it was for. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startWorld, until, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, expect, it } from "vitest";

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

let collector: Server;
let world: World;
const exports: string[] = [];

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (request.url === "/v1/traces") exports.push(body);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  world = await startWorld({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` } });
});
afterAll(async () => {
  await world.stop();
  collector.close();
});

const spans = (): Span[] =>
  exports.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: Span[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );

it("{J4} go to the collector: requests, socket events, commits and statements, each below what it is part of", async () => {
  const ada = await world.person("Ada Traceable");
  const { id } = await ada.groupWith("Untraceable");
  const socket = await ada.socket();
  const message = { conversationId: id, clientMsgId: crypto.randomUUID(), body: "secretly" };
  await socket.timeout(10_000).emitWithAck("message:send", message);
  await ada.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
  const named = (name: string) => spans().find((span) => span.name === name);
  const page = await until(() => named("GET /conversations/:id/messages"), "the request is traced", 30_000);
  await until(() => named("message:send") && named("commit"), "the send is traced", 30_000);
  const below = spans().filter(({ parentSpanId, name }) => parentSpanId === page.spanId && name.startsWith("select"));
  expect(below.length).toBeGreaterThan(0);
  expect(below[0]?.traceId).toBe(page.traceId);
  const commit = spans().find(({ name, spanId }) => {
    return name === "commit" && spans().some((span) => span.parentSpanId === spanId && span.name === "append messages");
  });
  expect(commit).toBeDefined();
  const text = exports.join("");
  for (const word of [ada.email, "Traceable", "Untraceable", "secretly", ada.token, id]) {
    expect([word, text.includes(word)]).toEqual([word, false]);
  }
});
