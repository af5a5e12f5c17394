/**
 * The API's documentation at /docs, from the same schemas that validate it: REST as OpenAPI, the socket's events beside it. It is
 * a server of its own which listens nowhere, so that it can be made when somebody first asks for it (`openapi.ts`).
 */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { DOWN, UP } from "@oschat/protocol";
import type { FastifyInstance, RouteOptions } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { createHttpServer } from "./server.ts";
import { registerStaticWeb } from "./static-web.ts";

/** Of the layouts, the one without a logo, whose inline style would be refused, and without a field for other addresses. */
const WITHOUT_HEADER = "BaseLayout";

export type DocumentedRoute = Pick<RouteOptions, "method" | "url" | "schema">;

/** @param routes what is described; nothing here calls them */
export async function createApiDocs(
  config: Config,
  { routes, log }: { routes: readonly DocumentedRoute[]; log: Log },
): Promise<FastifyInstance> {
  const app = await createHttpServer(config, log);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "oschat", version: "1", description: describeEvents() },
      servers: [{ url: config.publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
  for (const route of routes) app.route({ ...route, handler: (_request, reply) => reply.callNotFound() });
  await app.register(swaggerUi, { routePrefix: "/docs", uiConfig: { layout: WITHOUT_HEADER } });
  await registerStaticWeb(app, config);
  await app.ready();
  return app;
}

/** The socket's events as Markdown, for the head of the page. */
function describeEvents(): string {
  const sent = Object.entries(UP).map(([event, { payload, answer, event: answerEvent }]) => {
    const withoutCallback = answerEvent === null ? "" : ` Without a callback the answer arrives as \`${answerEvent}\`.`;
    return `### \`${event}\`\nPayload:\n${schemaBlock(payload, "input")}\nAnswer, to the callback:${withoutCallback}\n${schemaBlock(answer, "output")}`;
  });
  const received = Object.entries(DOWN).map(
    ([event, payload]) => `### \`${event}\`\n${schemaBlock(payload, "output")}`,
  );
  return [
    "A web chat's server. Requests carry `Authorization: Bearer <token>`, or the session cookie of a browser.",
    "# Socket events",
    "Socket.IO at `/socket.io`, with `auth: { token }` or the session cookie. The server emits `ready` once the connection is subscribed. A refusal has the same form as over REST.",
    "## Sent by clients",
    ...sent,
    "## Sent by the server",
    ...received,
    "# REST",
  ].join("\n\n");
}

function schemaBlock(schema: z.ZodType, io: "input" | "output"): string {
  const json = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return `\`\`\`json\n${JSON.stringify(json, (key, value) => (key === "$schema" ? undefined : value), 2)}\n\`\`\``;
}
