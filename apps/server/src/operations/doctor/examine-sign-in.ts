/** How people sign in: for each provider the exact redirect address to register, and whether it answers as it should. */
import type { Config } from "../../config.ts";
import type { OidcProviderConfig } from "../../config-providers.ts";
import { type Finding, ok, worthKnowing, wrong } from "./finding.ts";

const PATIENCE_MS = 5_000;

export async function examineSignIn({ google, oidc, localSignIn }: Config): Promise<Finding[]> {
  if (localSignIn) {
    return [
      worthKnowing(
        "People sign in by name alone, on this machine only.",
        "To let others in, set PUBLIC_URL and GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.",
      ),
    ];
  }
  const providers = [google, oidc].filter((provider) => provider !== null);
  return (await Promise.all(providers.map(examineProvider))).flat();
}

async function examineProvider({ name, issuer, callbackUrl }: OidcProviderConfig): Promise<Finding[]> {
  const register = ok(`Registered with ${name} as redirect address must be exactly: ${callbackUrl}`);
  const page = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const setting =
    name === "Google"
      ? "Check this machine's way to the internet."
      : "Check OIDC_ISSUER, and this machine's way there.";
  try {
    const response = await fetch(page, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return [register, wrong(`${page} answers ${response.status}.`, setting)];
    const { issuer: named } = (await response.json()) as { issuer?: unknown };
    if (named === issuer) return [register, ok(`${name} answers.`)];
    return [register, wrong(`${name} calls itself ${String(named)}.`, `Set OIDC_ISSUER to exactly ${String(named)}`)];
  } catch (error) {
    return [register, wrong(`${name} cannot be reached (${describe(error)}).`, setting)];
  }
}

function describe(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
  return cause?.code ?? cause?.message ?? message;
}
