/** Where the API's documentation is. Most servers are never asked for it, so it is made on the first visit. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { DocumentedRoute } from "./api-docs.ts";

/** Call it before the routes that are to be documented are registered. */
export function registerOpenApi(app: FastifyInstance, config: Config, log: Log): void {
  const routes: DocumentedRoute[] = [];
  app.addHook("onRoute", ({ method, url, schema = {} }) => {
    if (method !== "HEAD" && schema.hide !== true) routes.push({ method, url, schema });
  });

  let made: Promise<FastifyInstance> | null = null;
  /** After a failure the next visit tries again. */
  function docs(): Promise<FastifyInstance> {
    made ??= import("./api-docs.ts")
      .then(({ createApiDocs }) => createApiDocs(config, { routes, log }))
      .catch((error: unknown) => {
        made = null;
        throw error;
      });
    return made;
  }

  async function show(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { routing } = await docs();
    reply.hijack();
    routing(request.raw, reply.raw);
  }
  for (const url of ["/docs", "/docs/*"]) app.get(url, { schema: { hide: true } }, show);
}
