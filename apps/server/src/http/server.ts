/**
 * The HTTP server with everything that knows no feature. The order is the order in which a request meets it:
 *
 *   cookies ─ cors ─ security headers ─ [routes: origin, caller, budget, schema, use case] ─ static web ─ not found
 *                                                                         └─ any failure ─ error handler
 */
import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import { LIMITS } from "@oschat/protocol";
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  fastify,
  LogController,
} from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { createAddressReader } from "./client-address.ts";
import { answerFrameworkError, registerErrorHandling } from "./errors.ts";
import { answerNoHttp } from "./no-http.ts";
import { bareHeaders, registerSecurityHeaders } from "./security-headers.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The client's network address, as far as proxies are trusted to tell it. */
    readonly address: string;
  }
}

type SchemaController = NonNullable<FastifyServerOptions["schemaController"]>;

/** Given while the server is made, when Fastify would otherwise load Ajv, which is all that its types expect here. */
const ZOD = {
  buildValidator: () => validatorCompiler,
  buildSerializer: () => serializerCompiler,
} as unknown as NonNullable<SchemaController["compilersFactory"]>;

/** How long a connection may take to say what it wants, from the first moment on, and then to say all of it. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** How often it is looked who took longer. */
const CHECK_INTERVAL_MS = 5_000;

export async function createHttpServer(config: Config, log: Log): Promise<FastifyInstance> {
  const headers = bareHeaders(config.publicUrl);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.frameBytes,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_INTERVAL_MS },
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true,
    return503OnClosing: true,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: ZOD },
    frameworkErrors: (error, request, reply) => answerFrameworkError(headers, error, { request, reply }),
    clientErrorHandler: (error, socket) => answerNoHttp(headers, error, socket),
  });
  const addressOf = createAddressReader(config.trustedProxies);
  app.decorateRequest("address", {
    getter() {
      return addressOf(this.raw);
    },
  });
  registerErrorHandling(app);
  app.removeContentTypeParser("text/plain");
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  await app.register(cookie);
  if (config.frontendUrl !== config.publicUrl) {
    await app.register(cors, {
      origin: [...config.allowedOrigins],
      credentials: true,
      methods: ["GET", "POST", "PATCH", "DELETE"],
      maxAge: 600,
    });
  }
  await registerSecurityHeaders(app, config);
  return app;
}
