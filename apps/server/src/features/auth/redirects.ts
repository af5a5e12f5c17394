/**
 * The pages of signing in with a provider, which browsers visit and nobody calls. Whatever fails leads back to the web app with
 * a code of the error table (E1); the details stay in the log, without codes, tokens or addresses of people (E2).
 */
import type { ErrorCode, Me } from "@oschat/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../../config.ts";
import type { OidcProviderConfig } from "../../config-providers.ts";
import type { Db } from "../../database/connection.ts";
import type { Budgets } from "../../http/budgets.ts";
import { toRefusal } from "../../http/errors.ts";
import type { Log } from "../../log.ts";
import { completeSignIn } from "./complete-sign-in.ts";
import type { AuthCookies } from "./cookies.ts";
import { createIdentityProvider } from "./identity-provider.ts";
import type { ProfileChanges } from "./profile-changes.ts";
import { type PendingSignIn, signInWithProvider } from "./sign-in-with-provider.ts";
import type { SingleUseTickets } from "./single-use-tickets.ts";

interface Dependencies {
  config: Config;
  db: Db;
  log: Log;
  budgets: Budgets;
  cookies: AuthCookies;
  pending: SingleUseTickets<PendingSignIn>;
  codes: SingleUseTickets<Me>;
  profileChanges: ProfileChanges;
}

export function createRedirects(dependencies: Dependencies): (app: FastifyInstance) => void {
  const { config, log, budgets, cookies, pending } = dependencies;

  function registerProvider(app: FastifyInstance, path: string, settings: OidcProviderConfig | null): void {
    const provider = settings === null ? null : createIdentityProvider(settings);
    // Visiting has effects, so HEAD is not answered; the addresses carry codes, so visits are not logged.
    const options = { exposeHeadRoute: false, logLevel: "silent", schema: { hide: true } } as const;

    app.get(path, options, (request, reply) =>
      leadOn(request, reply, async () => {
        if (provider === null) return errorPage("not_found");
        const { url, binding } = await signInWithProvider(pending, provider);
        cookies.setBinding(reply, binding);
        return url.href;
      }),
    );

    app.get(`${path}/callback`, options, (request, reply) =>
      leadOn(request, reply, async () => {
        if (provider === null) return errorPage("not_found");
        const answer = new URL(request.url, config.publicUrl).searchParams;
        const binding = cookies.readBinding(request);
        const code = await completeSignIn({ ...dependencies, ...config }, { provider, answer, binding });
        return `${config.frontendUrl}/auth/callback?code=${code}`;
      }),
    );
  }

  /** Redirects to where `step` says, or to the page that tells people why not. */
  async function leadOn(request: FastifyRequest, reply: FastifyReply, step: () => Promise<string>): Promise<void> {
    const address = await budgets
      .charge("signIns", request.address, 1)
      .then(step)
      .catch((error: unknown) => {
        const code = errorCode(error);
        const what = `${request.method} ${request.routeOptions.url}`;
        const circumstances = { request: request.id, what, address: request.address };
        log.warn({ event: "refused", code, ...circumstances, ...reason(error) }, "sign-in failed");
        return errorPage(code);
      });
    return reply.redirect(address, 302);
  }

  function errorPage(code: ErrorCode): string {
    return `${config.frontendUrl}/?error=${code}`;
  }

  return (app) => {
    registerProvider(app, "/auth/google", config.google);
    registerProvider(app, "/auth/oidc", config.oidc);
  };
}

/** What is neither a refusal nor the database's failure went wrong between us and the provider. */
function errorCode(error: unknown): ErrorCode {
  const { code } = toRefusal(error).refusal;
  return code === "internal" ? "sign_in_failed" : code;
}

/** What the operator may read: the kind of failure. Causes are left out, for they may hold the provider's whole answer. */
function reason(error: unknown): { reason: string; detail: string } {
  if (!(error instanceof Error)) return { reason: "unknown", detail: "" };
  const code: unknown = "code" in error ? error.code : undefined;
  return { reason: typeof code === "string" ? code : error.name, detail: error.message.slice(0, 200) };
}
