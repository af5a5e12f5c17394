/**
 * The two cookies of signing in: the session's, and one that ties a sign-in under way to the browser that began it. Scripts can
 * read neither; on https both carry the `__Host-` prefix, so that no other host can plant them.
 */
import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionCookieName } from "../../http/authentication.ts";

export const SIGN_IN_SECONDS = 10 * 60;

export interface AuthCookies {
  setSession(reply: FastifyReply, token: string, expiresAt: Date): void;
  clearSession(reply: FastifyReply): void;
  /** What ties this browser to the sign-in it began, if it began one. */
  readBinding(request: FastifyRequest): string | null;
  setBinding(reply: FastifyReply, binding: string): void;
  clearBinding(reply: FastifyReply): void;
}

export function createAuthCookies(publicUrl: string): AuthCookies {
  const isHttps = publicUrl.startsWith("https:");
  const session = sessionCookieName(publicUrl);
  const binding = isHttps ? "__Host-oschat_sign_in" : "oschat_sign_in";
  const attributes: CookieSerializeOptions = { path: "/", httpOnly: true, sameSite: "lax", secure: isHttps };
  const secondsUntil = (time: Date) => Math.max(0, Math.round((time.getTime() - Date.now()) / 1_000));
  return {
    setSession(reply, token, expiresAt) {
      reply.setCookie(session, token, { ...attributes, maxAge: secondsUntil(expiresAt) });
    },
    clearSession(reply) {
      reply.clearCookie(session, attributes);
    },
    readBinding: (request) => request.cookies[binding] ?? null,
    setBinding(reply, value) {
      reply.setCookie(binding, value, { ...attributes, maxAge: SIGN_IN_SECONDS });
    },
    clearBinding(reply) {
      reply.clearCookie(binding, attributes);
    },
  };
}
