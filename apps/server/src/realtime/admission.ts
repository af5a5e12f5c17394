/**
 * Whether a request may begin a connection at all, before anything is kept for it: from an allowed origin, and from an address that
 * has not opened too many connections without signing in on them. Whoever comes with a token of ours pays nothing here, so that
 * strangers keep out nobody who shares an address with them.
 */
import type { IncomingMessage } from "node:http";
import { Refusal } from "@oschat/protocol";
import { type Authenticator, sessionCookieName } from "../http/authentication.ts";
import type { Budgets } from "../http/budgets.ts";
import type { AddressOf } from "../http/client-address.ts";
import { toRefusal } from "../http/errors.ts";
import { noteRefusal } from "../http/security-log.ts";
import type { Log } from "../log.ts";

export interface Admission {
  /** Null: it may. */
  refuse(request: IncomingMessage): Promise<Refusal | null>;
  /** What is known of a request that was admitted, for as long as it takes to find out who it is. */
  applicantOf(request: IncomingMessage): Applicant;
}

export interface Applicant {
  address: string;
  /** From the cookie, where a cookie counts. */
  token: string | null;
  /** Whether the address paid a point, to be given back to whoever turns out to be signed in. */
  hasPaid: boolean;
}

export interface AdmissionRules {
  authenticator: Pick<Authenticator, "hasIssued">;
  budgets: Budgets;
  addressOf: AddressOf;
  allowedOrigins: ReadonlySet<string>;
  publicUrl: string;
  log: Log;
}

export function createAdmission({
  authenticator,
  budgets,
  addressOf,
  allowedOrigins,
  publicUrl,
  log,
}: AdmissionRules): Admission {
  const cookieName = sessionCookieName(publicUrl);
  const paid = new WeakSet<IncomingMessage>();

  return {
    async refuse(request) {
      const { origin } = request.headers;
      if (origin !== undefined && !allowedOrigins.has(origin)) {
        const refusal = new Refusal("origin_not_allowed");
        noteRefusal(log, refusal, { request: "", what: "connect", address: addressOf(request) });
        return refusal;
      }
      const token = cookieTokenOf(request, cookieName);
      if (token !== null && (await authenticator.hasIssued(token))) return null;
      paid.add(request);
      return budgets.charge("address", addressOf(request), 1).then(
        () => null,
        (error: unknown) => toRefusal(error).refusal,
      );
    },
    applicantOf: (request) => ({
      address: addressOf(request),
      token: cookieTokenOf(request, cookieName),
      hasPaid: paid.has(request),
    }),
  };
}

/**
 * The token in the cookie. A page of another origin can open a WebSocket with our cookie, so a WebSocket has to name its origin
 * (which is checked before). Of long polling such a page could read nothing, and browsers leave the origin out there.
 */
function cookieTokenOf({ headers }: IncomingMessage, cookieName: string): string | null {
  const { cookie, origin, upgrade } = headers;
  const isUnnamedWebSocket = upgrade !== undefined && origin === undefined;
  if (cookie === undefined || isUnnamedWebSocket) return null;
  const pair = cookie.split(/; */).find((part) => part.startsWith(`${cookieName}=`));
  // A token is made of characters that no cookie needs to escape: what is escaped is no token, and is not decoded.
  return pair === undefined ? null : pair.slice(cookieName.length + 1);
}
