/** The Socket.IO server as it is configured here, with nothing served yet. */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { LIMITS } from "@oschat/protocol";
import { Server as Engine, type Transport } from "engine.io";
import { Server, type ServerOptions } from "socket.io";
import { bareHeaders } from "../http/security-headers.ts";
import type { Admission } from "./admission.ts";
import { GatheringTransport } from "./gathering-transport.ts";
import { textParser } from "./text-parser.ts";

const PING_INTERVAL_MS = 25_000;
const PING_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** In the place of Socket.IO's rooms, which nothing here uses: `listeners.ts` knows who listens, and keeps less for each connection. */
class NoRooms {
  init(): void {}
  close(): void {}
  addAll(): void {}
  del(): void {}
  delAll(): void {}
}

/** Engine.IO with a WebSocket transport of ours. */
class GatheringEngine extends Engine {
  protected override createTransport(name: "polling" | "websocket", request: IncomingMessage): Transport {
    return name === "websocket" ? new GatheringTransport(request) : super.createTransport(name, request);
  }
}

/** @param rules.allowedOrigins exact origins of pages that may read the answers of long polling */
export function createSocketServer(
  http: HttpServer,
  {
    admission,
    allowedOrigins,
    publicUrl,
  }: { admission: Admission; allowedOrigins: ReadonlySet<string>; publicUrl: string },
): Server {
  const headers = Object.entries(bareHeaders(publicUrl));
  const io = new Server({
    adapter: NoRooms as unknown as NonNullable<ServerOptions["adapter"]>,
    parser: textParser,
    serveClient: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
  });
  const engine = new GatheringEngine({
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    cors: { origin: [...allowedOrigins], credentials: true },
    allowRequest: (request, decide) => {
      void admission.refuse(request).then((refusal) => {
        decide(refusal === null ? null : `${refusal.code}: ${refusal.message}`, refusal === null);
      });
    },
  });
  engine.attach(http, { path: io.path() });
  io.bind(engine);
  http.prependListener("request", ({ url }, response) => {
    if (!url?.startsWith(io.path())) return;
    for (const [name, value] of headers) response.setHeader(name, value);
  });
  return io;
}
