/**
 * Headers that make browsers careful, on every answer. Scripts run only from our own files, or inline when they are part of a
 * page we built: each page carries the hashes of its own inline scripts. They are computed here, when a page is first asked for, so
 * that whatever export is served can never be out of step with its policy.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const YEAR_SECONDS = 31_536_000;
const INSIST_ON_HTTPS = `max-age=${YEAR_SECONDS}; includeSubDomains`;
const PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** What the policy depends on. */
export interface Surroundings {
  /** Where people reach the server: on https, browsers are told to insist on it. */
  publicUrl: string;
  /** Where people's pictures may come from; see {@link Config}. */
  pictureHosts: readonly string[];
}

export async function registerSecurityHeaders(app: FastifyInstance, surroundings: Surroundings): Promise<void> {
  const isHttps = surroundings.publicUrl.startsWith("https:");
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: directives([], surroundings) },
    strictTransportSecurity: isHttps ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("permissions-policy", PERMISSIONS);
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}

/** The headers of answers that no hook of Fastify sees: Engine.IO's, and those to what could not be read. None of them is a page. */
export function bareHeaders(publicUrl: string): Record<string, string> {
  return {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...(publicUrl.startsWith("https:") ? { "strict-transport-security": INSIST_ON_HTTPS } : {}),
  };
}

/** The content security policy of one of our built pages. */
export function policyForPage(file: string, surroundings: Surroundings): string {
  const hashes = [...readFileSync(file, "utf8").matchAll(INLINE_SCRIPT)].map(([, script = ""]) => {
    return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  });
  return Object.entries(directives([...new Set(hashes)], surroundings))
    .map(([name, values]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), ...values].join(" "))
    .join("; ");
}

function directives(scriptHashes: string[], { publicUrl, pictureHosts }: Surroundings): Record<string, string[]> {
  const socketUrl = publicUrl.replace(/^http/, "ws");
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", ...scriptHashes],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:", ...pictureHosts.map((host) => `https://${host}`)],
    fontSrc: ["'self'"],
    connectSrc: ["'self'", socketUrl],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
  };
}
