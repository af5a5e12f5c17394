/** Signing in, and the sessions of an account. */
import "./in-browsers.ts";
import { z } from "zod";
import { SessionId, Timestamp } from "./ids.ts";
import { DisplayName, Email, Me } from "./users.ts";

/** Ways to sign in that this server offers. */
export const SignInOptions = z.object({
  google: z.boolean(),
  /** The name of another OpenID Connect provider, when one is configured. */
  oidc: z.object({ name: z.string() }).nullable(),
  /** True when anyone on this machine may sign in with a name, for trying out. */
  local: z.boolean(),
});
export type SignInOptions = z.infer<typeof SignInOptions>;

export const LocalSignIn = z.strictObject({ name: DisplayName, email: Email });

/** The single-use code of the callback redirect, exchanged by the page that receives it. */
export const ExchangeCode = z.strictObject({ code: z.string().min(16).max(200) });

/** `token` is a bearer token for this session; browsers rely on the cookie set along with it. */
export const SignedIn = z.object({ user: Me, token: z.string(), sessionId: SessionId });
export type SignedIn = z.infer<typeof SignedIn>;

export const Verified = z.object({ user: Me, sessionId: SessionId, expiresAt: Timestamp });
export type Verified = z.infer<typeof Verified>;

export const Session = z.object({
  id: SessionId,
  /** The browser or program, as far as it said. */
  device: z.string(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp,
  expiresAt: Timestamp,
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;
export const SessionList = z.object({ sessions: z.array(Session) });
export type SessionList = z.infer<typeof SessionList>;
