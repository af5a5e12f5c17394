/**
 * The JWT that stands for a session, as a bearer token or in the cookie. One algorithm, one issuer, one type; whatever else is
 * presented is no token of ours. That a token verifies does not mean that its session is alive: only the session's row says so.
 */
import { Me, Refusal, SessionId } from "@oschat/protocol";
import { errors, jwtVerify, SignJWT } from "jose";

const ALGORITHM = "HS256";
const ISSUER = "oschat";
const TYPE = "session+jwt";

const Claims = Me.extend({ sid: SessionId });

export interface SessionTokens {
  /** @param expiresAt when the session ends unless it is extended */
  sign(user: Me, sessionId: string, expiresAt: Date): Promise<string>;
  /** @throws {Refusal} not_signed_in for what is no token of ours, session_ended for one that has expired */
  verify(token: string): Promise<{ userId: string; sessionId: string }>;
}

/** @param secret at least 32 random characters; whoever knows it can sign in as anyone */
export function createSessionTokens(secret: string): SessionTokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign: ({ id, email, name, avatarUrl }, sessionId, expiresAt) =>
      new SignJWT({ id, email, name, avatarUrl, sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setIssuer(ISSUER)
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(key),
    async verify(token) {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        requiredClaims: ["iat", "exp"],
      }).catch((error: unknown) => {
        if (error instanceof errors.JWTExpired) throw new Refusal("session_ended");
        if (error instanceof errors.JOSEError) throw new Refusal("not_signed_in");
        throw error;
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success) throw new Refusal("not_signed_in");
      return { userId: claims.data.id, sessionId: claims.data.sid };
    },
  };
}
