/** The providers of identities that people may sign in with, and the hosts that their pictures may come from. */
import { z } from "zod";

export interface OidcProviderConfig {
  /** Shown on the sign-in button. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The exact address registered with the provider. */
  callbackUrl: string;
}

const HOST_LIST = /^(\s*(\*\.)?[a-z\d.-]+(:\d+)?\s*(,|$))*$/i;

const absent = (value: unknown) => (value === "" ? undefined : value);
const text = z.preprocess(absent, z.string().trim().optional());
const wholeUrl = z.preprocess(absent, z.url({ protocol: /^https?$/ }).optional());

export const ProviderSettings = z.object({
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  GOOGLE_CALLBACK_URL: wholeUrl,
  OIDC_ISSUER: wholeUrl,
  OIDC_NAME: text,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_CALLBACK_URL: wholeUrl,
  PICTURE_HOSTS: z.preprocess(absent, z.string().regex(HOST_LIST, "must be hosts, separated by commas").optional()),
});
type ProviderSettings = z.output<typeof ProviderSettings>;

/** A provider as it is configured, null when it is not, and what is wrong with it. */
export function readProvider(settings: ProviderSettings, prefix: "GOOGLE" | "OIDC", publicUrl: string) {
  const clientId = settings[`${prefix}_CLIENT_ID`];
  const clientSecret = settings[`${prefix}_CLIENT_SECRET`];
  const issuer = prefix === "GOOGLE" ? "https://accounts.google.com" : settings.OIDC_ISSUER;
  const given = [clientId, clientSecret, prefix === "OIDC" ? issuer : undefined].some((value) => value !== undefined);
  if (!given) return { config: null, problems: [] };
  const missing = [
    clientId === undefined ? `${prefix}_CLIENT_ID` : null,
    clientSecret === undefined ? `${prefix}_CLIENT_SECRET` : null,
    issuer === undefined ? "OIDC_ISSUER" : null,
  ].filter((name) => name !== null);
  if (clientId === undefined || clientSecret === undefined || issuer === undefined) {
    return {
      config: null,
      problems: [`${prefix} sign-in is only half configured: also set ${missing.join(" and ")}.`],
    };
  }
  const path = prefix === "GOOGLE" ? "/auth/google/callback" : "/auth/oidc/callback";
  const callbackUrl = settings[`${prefix}_CALLBACK_URL`] ?? `${publicUrl}${path}`;
  const problems =
    new URL(callbackUrl).origin === publicUrl
      ? []
      : [
          `${prefix}_CALLBACK_URL must be on PUBLIC_URL (${publicUrl}): the sign-in ends in the browser that began it there.`,
        ];
  const config: OidcProviderConfig = {
    name: prefix === "GOOGLE" ? "Google" : (settings.OIDC_NAME ?? new URL(issuer).host),
    issuer,
    clientId,
    clientSecret,
    callbackUrl,
  };
  return { config, problems };
}

/** By default only what the provider itself serves: a picture's host learns who looks at it, and when. */
export function pictureHosts(
  settings: ProviderSettings,
  { google, oidc }: { google: OidcProviderConfig | null; oidc: OidcProviderConfig | null },
): string[] {
  if (settings.PICTURE_HOSTS !== undefined)
    return settings.PICTURE_HOSTS.split(",")
      .map((host) => host.trim())
      .filter(Boolean);
  return [
    ...(google === null ? [] : ["*.googleusercontent.com"]),
    ...(oidc === null ? [] : [new URL(oidc.issuer).host]),
  ];
}
