/**
 * The JWT that stands for a session, as a bearer token or in the cookie. One algorithm, one issuer, one type; whatever else is
 * presented is no token of ours. That a token verifies does not mean that its session is alive: only the session's row says so.
 *
 * A token comes with every request and every connection, so the hash is computed here: for so few bytes the thread pool, which
 * WebCrypto takes, costs twenty times as much.
 */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { Me, Refusal, SessionId } from "@oschat/protocol";
import { SignJWT } from "jose";
import { z } from "zod";

const HEADER = { alg: "HS256", typ: "session+jwt" };
const ISSUER = "oschat";
/** What every token of ours begins with, to the letter: what a token says of itself decides nothing. */
const ENCODED_HEADER = Buffer.from(JSON.stringify(HEADER)).toString("base64url");

const Claims = Me.extend({ sid: SessionId, iss: z.literal(ISSUER), iat: z.number(), exp: z.number() });

export interface SessionTokens {
  /** @param expiresAt when the session ends unless it is extended */
  sign(user: Me, sessionId: string, expiresAt: Date): Promise<string>;
  /** @throws {Refusal} not_signed_in for what is no token of ours, session_ended for one that has expired */
  verify(token: string): Promise<{ userId: string; sessionId: string }>;
}

/**
 * @param secret at least 32 random characters; whoever knows it can sign in as anyone
 * @param previous signed tokens until lately, and only verifies now; null when there is none
 */
export function createSessionTokens(secret: string, previous: string | null = null): SessionTokens {
  const key = createSecretKey(Buffer.from(secret));
  const keys = previous === null ? [key] : [key, createSecretKey(Buffer.from(previous))];

  /** Compared as text, so that a signature has one spelling. */
  function isSignedByUs(signed: string, signature: string): boolean {
    const theirs = Buffer.from(signature);
    return keys.some((each) => {
      const ours = Buffer.from(createHmac("sha256", each).update(signed).digest("base64url"));
      return ours.length === theirs.length && timingSafeEqual(ours, theirs);
    });
  }

  return {
    sign: ({ id, email, name, avatarUrl }, sessionId, expiresAt) =>
      new SignJWT({ id, email, name, avatarUrl, sid: sessionId })
        .setProtectedHeader(HEADER)
        .setIssuer(ISSUER)
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(key),
    async verify(token) {
      const [header, payload, signature, ...rest] = token.split(".", 4);
      if (header !== ENCODED_HEADER || payload === undefined || signature === undefined || rest.length > 0) {
        throw new Refusal("not_signed_in");
      }
      if (!isSignedByUs(`${header}.${payload}`, signature)) throw new Refusal("not_signed_in");
      const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
      if (!claims.success) throw new Refusal("not_signed_in");
      if (claims.data.exp * 1_000 <= Date.now()) throw new Refusal("session_ended");
      return { userId: claims.data.id, sessionId: claims.data.sid };
    },
  };
}
