/**
 * Protection from other web pages. A browser sends our cookie along with requests that other pages make; such a request says
 * where it comes from, and only our own pages are believed.
 */
import { Refusal } from "@oschat/protocol";
import type { FastifyRequest } from "fastify";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * @param usesCookie whether the request may have an effect by a cookie that came along: then it must name its origin
 * @throws {Refusal} origin_not_allowed
 */
export function checkOrigin(request: FastifyRequest, allowedOrigins: ReadonlySet<string>, usesCookie: boolean): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin } = request.headers;
  const isAllowed = origin === undefined ? !usesCookie : allowedOrigins.has(origin);
  if (!isAllowed) throw new Refusal("origin_not_allowed");
}
