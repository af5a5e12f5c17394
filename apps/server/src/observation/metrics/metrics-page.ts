/** The page that Prometheus reads, on a port of its own: nobody who chats can reach it unless the operator puts it where they can. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { Config } from "../../config.ts";
import type { Meters } from "./meters.ts";

const REQUEST_MS = 5_000;

export interface MetricsPage {
  /** For what is looked up rather than counted. */
  beforeEachReading: BeforeEachReading;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export type BeforeEachReading = (look: () => void | Promise<void>) => void;

export function createMetricsPage(
  { registry }: Pick<Meters, "registry">,
  { host, port }: NonNullable<Config["metrics"]>,
): MetricsPage {
  const looks: (() => void | Promise<void>)[] = [];

  async function answer(response: ServerResponse): Promise<void> {
    await Promise.all(looks.map((look) => look()));
    const page = await registry.metrics();
    response.writeHead(200, { "content-type": registry.contentType }).end(page);
  }

  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end("Metrics are at /metrics.\n");
      return;
    }
    answer(response).catch(() => response.writeHead(500).end());
  });

  return {
    beforeEachReading: (look) => void looks.push(look),
    async start() {
      server.listen({ host, port });
      await once(server, "listening");
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
