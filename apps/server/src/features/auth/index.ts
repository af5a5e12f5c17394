/**
 * Identity: signing in with a provider or, for trying out, by name; sessions and the tokens that stand for them; and who is
 * asking, for both doors. An account is keyed by issuer and subject. Rules: A3, E1, E2.
 */
import type { Me, Person } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import type { Config } from "../../config.ts";
import type { Db } from "../../database/connection.ts";
import type { Authenticator } from "../../http/authentication.ts";
import type { Budgets } from "../../http/budgets.ts";
import type { Log } from "../../log.ts";
import type { Redis } from "../../nodes/redis.ts";
import { createAuthenticator } from "./authenticate.ts";
import { createAuthCookies, SIGN_IN_SECONDS } from "./cookies.ts";
import { createProfileChanges } from "./profile-changes.ts";
import { createRedirects } from "./redirects.ts";
import { type AuthRoutes, createAuthRoutes } from "./routes.ts";
import { createSessionEndings } from "./session-endings.ts";
import { createSessionTokens } from "./session-tokens.ts";
import { createSharedTickets } from "./shared-tickets.ts";
import type { PendingSignIn } from "./sign-in-with-provider.ts";
import { createSingleUseTickets, type SingleUseTickets } from "./single-use-tickets.ts";

export { disableAccount, enableAccount } from "./disable-account.ts";
export { issueToken } from "./issue-token.ts";

interface Dependencies {
  config: Config;
  db: Db;
  jwtSecret: string;
  budgets: Budgets;
  /** Null where one server works alone. */
  redis: Redis | null;
  log: Log;
}

export interface Auth {
  authenticator: Authenticator;
  routes: AuthRoutes;
  /** Puts the pages of signing in with a provider on Fastify. */
  registerRedirects(app: FastifyInstance): void;
  /** Calls `listener` after the commit, with what others may see of somebody whose name or picture is another now. */
  onProfileChanged(listener: (person: Person) => void): void;
  /** From here on sessions that end elsewhere, or expire, are noticed. */
  start(): void;
  stop(): void;
}

const CODE_LIFETIME_MS = 60_000;
/** Of each kind. */
const MOST_TICKETS = 10_000;

export function createAuth({ config, db, jwtSecret, budgets, redis, log }: Dependencies): Auth {
  const tokens = createSessionTokens(jwtSecret, config.jwtSecretPrevious);
  const endings = createSessionEndings(db, log);
  const profileChanges = createProfileChanges(log);
  const cookies = createAuthCookies(config.publicUrl);
  const codes = createTickets<Me>(redis, { name: "code", lifetimeMs: CODE_LIFETIME_MS });
  const pending = createTickets<PendingSignIn>(redis, { name: "sign-in", lifetimeMs: SIGN_IN_SECONDS * 1_000 });
  return {
    authenticator: createAuthenticator({ db, tokens, endings, profileChanges, log }),
    routes: createAuthRoutes({ config, db, tokens, endings, cookies, codes, profileChanges }),
    registerRedirects: createRedirects({ config, db, log, budgets, cookies, pending, codes, profileChanges }),
    onProfileChanged: profileChanges.listen,
    start: endings.start,
    stop: endings.stop,
  };
}

function createTickets<T>(
  redis: Redis | null,
  { name, lifetimeMs }: { name: string; lifetimeMs: number },
): SingleUseTickets<T> {
  const own = createSingleUseTickets<T>({ lifetimeMs, capacity: MOST_TICKETS });
  return redis === null ? own : createSharedTickets(redis, { name, lifetimeMs, own });
}
