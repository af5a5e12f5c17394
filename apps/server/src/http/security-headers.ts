/**
 * Headers that make browsers careful, on every answer. Scripts run only from our own files, or inline when they are part of a
 * page we built: each page carries the hashes of its own inline scripts.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** @param publicUrl where people reach the server: on https, browsers are told to insist on it */
export async function registerSecurityHeaders(app: FastifyInstance, publicUrl: string): Promise<void> {
  const isHttps = publicUrl.startsWith("https:");
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: directives([], publicUrl) },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}

/** The content security policy of one of our built pages. */
export function policyForPage(file: string, publicUrl: string): string {
  const hashes = [...readFileSync(file, "utf8").matchAll(INLINE_SCRIPT)].map(([, script = ""]) => {
    return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  });
  return Object.entries(directives([...new Set(hashes)], publicUrl))
    .map(([name, values]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), ...values].join(" "))
    .join("; ");
}

function directives(scriptHashes: string[], publicUrl: string): Record<string, string[]> {
  const socketUrl = publicUrl.replace(/^http/, "ws");
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", ...scriptHashes],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "https:", "data:", "blob:"],
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
