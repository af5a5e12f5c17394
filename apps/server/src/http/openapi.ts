/** The API's documentation at /docs, from the same schemas that validate it: REST as OpenAPI, the socket's events beside it. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { DOWN, UP } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";

export async function registerOpenApi(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "oschat", version: "1", description: describeEvents() },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
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
