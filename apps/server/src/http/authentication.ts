/** Who is asking: the port that the session feature fills and that both doors, REST and socket, use. */
import "@fastify/cookie";
import { type Me, Refusal } from "@oschat/protocol";
import type { FastifyRequest } from "fastify";

/** A signed-in person on one of their sessions. */
export interface Actor {
  readonly user: Me;
  readonly sessionId: string;
  /** The session ends then unless it is used before. */
  readonly expiresAt: Date;
}

export type SessionEndReason = "signed_out" | "revoked" | "expired";

export interface Authenticator {
  /**
   * @param token a JWT of ours, from the cookie or as a bearer token
   * @throws {Refusal} not_signed_in for anything that is no token of ours, session_ended for one whose session is over
   */
  authenticate(token: string): Promise<Actor>;
  /** Whether the token is ours and has not expired. That says nothing about its session, and costs next to nothing. */
  hasIssued(token: string): Promise<boolean>;
  /** Whether the session has neither ended nor expired, read afresh. */
  isLive(sessionId: string): Promise<boolean>;
  /** Calls `listener` within a second of the end of any session, by sign-out, revocation or expiry. */
  onSessionsEnded(listener: (sessionIds: readonly string[], reason: SessionEndReason) => void): void;
}

const actors = new WeakMap<FastifyRequest, Actor>();

/** Who makes a request, once that is known. */
export function actorOf(request: FastifyRequest): Actor | undefined {
  return actors.get(request);
}

export function setActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}

/** The name of the session cookie. The `__Host-` prefix makes browsers insist on https, this host and the root path. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-oschat_session" : "oschat_session";
}

/** The credential of a request: a bearer token, or else the session cookie. Only the latter needs protection from forgery. */
export function credentialOf(request: FastifyRequest, cookieName: string): { token: string; isCookie: boolean } | null {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const token = /^Bearer ([\w.-]+)$/.exec(authorization)?.[1];
    if (token === undefined)
      throw new Refusal("not_signed_in", { message: "Send the token as: Authorization: Bearer <token>" });
    return { token, isCookie: false };
  }
  const cookie = request.cookies[cookieName];
  return cookie === undefined || cookie === "" ? null : { token: cookie, isCookie: true };
}
