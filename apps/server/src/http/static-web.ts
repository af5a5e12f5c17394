/** Serves the web app's static export, each page with its own content security policy; files with a hash in their name for ever. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import { Refusal } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import { policyForPage, type Surroundings } from "./security-headers.ts";

/** What nothing else answers: a page for people, a refusal for programs. */
export async function registerStaticWeb(
  app: FastifyInstance,
  { webDir, ...surroundings }: Surroundings & { webDir: string },
) {
  const isBuilt = existsSync(join(webDir, "index.html"));
  const policies = new Map<string, string>();
  /** A page that was built anew has other scripts. */
  const policyOf = (file: string, modifiedAt: number) => {
    const version = `${file} ${modifiedAt}`;
    const known = policies.get(version) ?? policyForPage(file, surroundings);
    policies.set(version, known);
    return known;
  };
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: webDir,
      extensions: ["html"],
      cacheControl: false,
      // The build's own notes.
      dotfiles: "ignore",
      // The build lays compressed copies beside scripts and styles; pages have none, as each has a policy of its own.
      preCompressed: true,
      setHeaders: (response, file, { mtimeMs }) => {
        const isImmutable = relative(webDir, file).split(sep).slice(0, 2).join("/") === "_next/static";
        response.setHeader("cache-control", isImmutable ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.endsWith(".html")) response.setHeader("content-security-policy", policyOf(file, mtimeMs));
      },
    });
    for (const page of pagesOf(webDir)) {
      app.get(`/${page}`, { schema: { hide: true } }, (_request, reply) => reply.sendFile(`${page}.html`));
    }
  } else {
    app.log.warn("the web app is not built; run npm run build to serve it");
  }
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (isBuilt && wantsPage) return reply.status(404).sendFile("404.html");
    return reply
      .status(404)
      .send(new Refusal("not_found", { message: "There is nothing at this address. See /docs." }).toWire(request.id));
  });
}

/**
 * The paths of the pages, without ".html". They are routes of their own because the export has a folder of the same name
 * beside each page, which would be found first.
 */
function pagesOf(webDir: string): string[] {
  return readdirSync(webDir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html") && file !== "index.html")
    .map((file) => file.slice(0, -".html".length).split(sep).join("/"));
}
