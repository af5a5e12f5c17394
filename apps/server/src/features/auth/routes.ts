/** The REST door to signing in and to one's sessions: which cookies go out, and who may call what. */
import type { Me, SignedIn, SignInOptions } from "@oschat/protocol";
import type { Config } from "../../config.ts";
import type { Db } from "../../database/connection.ts";
import { credentialOf, sessionCookieName } from "../../http/authentication.ts";
import type { Exchange, Routes } from "../../http/route-table.ts";
import { noteDeed } from "../../http/security-log.ts";
import type { AuthCookies } from "./cookies.ts";
import { deviceName } from "./device-name.rules.ts";
import { revokeOtherSessions, revokeSession, signOut } from "./end-session.ts";
import { exchangeCode } from "./exchange-code.ts";
import { listSessions } from "./list-sessions.ts";
import type { ProfileChanges } from "./profile-changes.ts";
import { prolongSession } from "./prolong-session.ts";
import type { SessionEndings } from "./session-endings.ts";
import type { SessionTokens } from "./session-tokens.ts";
import { signInLocally } from "./sign-in-locally.ts";
import type { SingleUseTickets } from "./single-use-tickets.ts";
import { startSession } from "./start-session.ts";

interface Dependencies {
  config: Config;
  db: Db;
  tokens: SessionTokens;
  endings: SessionEndings;
  cookies: AuthCookies;
  codes: SingleUseTickets<Me>;
  profileChanges: ProfileChanges;
}

export type AuthRoutes = Pick<
  Routes,
  | "GET /auth/options"
  | "POST /auth/local"
  | "POST /auth/exchange"
  | "POST /auth/logout"
  | "GET /auth/verify"
  | "GET /me"
  | "GET /me/sessions"
  | "DELETE /me/sessions"
  | "DELETE /me/sessions/:id"
>;

export function createAuthRoutes(dependencies: Dependencies): AuthRoutes {
  const { config, db, cookies, codes, profileChanges } = dependencies;
  const options = signInOptions(config);
  const credential = (exchange: Exchange) => credentialOf(exchange.request, sessionCookieName(config.publicUrl));

  async function letIn(user: Me, { request, reply }: Exchange): Promise<SignedIn> {
    const device = deviceName(request.headers["user-agent"]);
    const { expiresAt, ...signedIn } = await startSession(dependencies, { user, device });
    cookies.setSession(reply, signedIn.token, expiresAt);
    noteDeed(request.log, "signed_in", {
      request: request.id,
      what: `${request.method} ${request.routeOptions.url}`,
      user: user.id,
      address: request.address,
      about: { session: signedIn.sessionId },
    });
    return signedIn;
  }

  return {
    "GET /auth/options": { access: "anyone", budget: "address", cost: 1, handle: async () => options },
    "POST /auth/local": {
      access: "anyone",
      budget: "signIns",
      cost: 1,
      handle: async ({ body }, exchange) => {
        return letIn(await signInLocally({ db, isOffered: config.localSignIn, profileChanges }, body), exchange);
      },
    },
    "POST /auth/exchange": {
      access: "anyone",
      budget: "signIns",
      cost: 1,
      handle: async ({ body }, exchange) => {
        const user = await exchangeCode(codes, { code: body.code, binding: cookies.readBinding(exchange.request) });
        cookies.clearBinding(exchange.reply);
        return letIn(user, exchange);
      },
    },
    // Open to anyone, so that whoever holds a session that is already over gets rid of the cookie too.
    "POST /auth/logout": {
      deed: "signed_out",
      access: "anyone",
      budget: "address",
      cost: 2,
      handle: async (_, exchange) => {
        const token = credential(exchange)?.token;
        if (token !== undefined) await signOut(dependencies, token);
        cookies.clearSession(exchange.reply);
      },
    },
    "GET /auth/verify": {
      access: "signed-in",
      cost: 1,
      handle: async (_, actor, exchange) => {
        const prolonged = credential(exchange)?.isCookie ? await prolongSession(dependencies, actor) : null;
        if (prolonged !== null) cookies.setSession(exchange.reply, prolonged.token, prolonged.expiresAt);
        const { expiresAt } = prolonged ?? actor;
        return { user: actor.user, sessionId: actor.sessionId, expiresAt: expiresAt.toISOString() };
      },
    },
    "GET /me": { access: "signed-in", cost: 1, handle: async (_, actor) => actor.user },
    "GET /me/sessions": { access: "signed-in", cost: 2, handle: (_, actor) => listSessions(db, actor) },
    "DELETE /me/sessions": {
      deed: "session_revoked",
      access: "signed-in",
      cost: 5,
      handle: async (_, actor) => void (await revokeOtherSessions(dependencies, actor)),
    },
    "DELETE /me/sessions/:id": {
      deed: "session_revoked",
      access: "signed-in",
      cost: 5,
      handle: async ({ params }, actor) => void (await revokeSession(dependencies, actor, params.id)),
    },
  };
}

function signInOptions(config: Config): SignInOptions {
  return {
    google: config.google !== null,
    oidc: config.oidc === null ? null : { name: config.oidc.name },
    local: config.localSignIn,
  };
}
