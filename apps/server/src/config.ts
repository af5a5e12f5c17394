/**
 * The only reader of the environment. Everything the operator can set, validated at start; all contradictions are reported at
 * once, each with what to do.
 */
import { resolve } from "node:path";
import { z } from "zod";
import { LIMIT_SETTINGS, type RateLimits, rateLimits } from "./config-limits.ts";

export interface OidcProviderConfig {
  /** Shown on the sign-in button. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The exact address registered with the provider. */
  callbackUrl: string;
}

export interface Config {
  host: string;
  port: number;
  isProduction: boolean;
  /** Where people reach the API; an origin without a trailing slash. */
  publicUrl: string;
  /** Where people reach the web app; the same as `publicUrl` unless the two are served apart. */
  frontendUrl: string;
  /** Origins of web pages that may call with a cookie or open a socket. */
  allowedOrigins: ReadonlySet<string>;
  dataDir: string;
  /** Null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  databasePoolSize: number;
  /** Null: generated on first start into `dataDir`. */
  jwtSecret: string | null;
  google: OidcProviderConfig | null;
  oidc: OidcProviderConfig | null;
  /** Signing in by name alone, for trying out: only on loopback, only with no provider. */
  localSignIn: boolean;
  /** How many proxies in front may be believed about the client's address. */
  trustedProxies: number;
  /** Null: nothing is limited. */
  rateLimits: RateLimits | null;
  /** Sockets one person may have open at once. */
  socketsPerPerson: number;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** Where the web app's static export is. */
  webDir: string;
}

/** The operator must change something before the server can start. `problems` are whole sentences. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "localhost", "::1"]);
const MIN_SECRET_LENGTH = 32;

const absent = (value: unknown) => (value === "" ? undefined : value);
const text = z.preprocess(absent, z.string().trim().optional());
const origin = z.preprocess(
  absent,
  z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
);
const wholeUrl = z.preprocess(absent, z.url({ protocol: /^https?$/ }).optional());

const Environment = z.object({
  NODE_ENV: text,
  HOST: z.preprocess(absent, z.string().default("127.0.0.1")),
  PORT: z.preprocess(absent, z.coerce.number().int().min(1).max(65_535).default(3000)),
  PUBLIC_URL: origin,
  FRONTEND_URL: origin,
  DATA_DIR: z.preprocess(absent, z.string().default("./data")),
  DATABASE_URL: z.preprocess(absent, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATABASE_POOL_SIZE: z.preprocess(absent, z.coerce.number().int().min(2).max(200).default(10)),
  JWT_SECRET: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  GOOGLE_CALLBACK_URL: wholeUrl,
  OIDC_ISSUER: wholeUrl,
  OIDC_NAME: text,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_CALLBACK_URL: wholeUrl,
  TRUSTED_PROXIES: z.preprocess(absent, z.coerce.number().int().min(0).max(10).default(0)),
  RATE_LIMITS: z.preprocess(absent, z.enum(["on", "off"]).default("on")),
  ...LIMIT_SETTINGS,
  LOG_LEVEL: z.preprocess(absent, z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional()),
  WEB_DIR: text,
});
type Environment = z.infer<typeof Environment>;

/**
 * @param env the process environment
 * @param defaults.webDir where the web app's export is, unless `WEB_DIR` says otherwise
 * @throws {ConfigError} naming everything that must change
 */
export function readConfig(env: NodeJS.ProcessEnv, defaults: { webDir: string }): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}.`));
  }
  const settings = parsed.data;
  const isProduction = settings.NODE_ENV === "production";
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  const google = provider(settings, "GOOGLE", publicUrl);
  const oidc = provider(settings, "OIDC", publicUrl);
  const problems = [...google.problems, ...oidc.problems, ...contradictions(settings, isProduction)];
  const frontendUrl = settings.FRONTEND_URL ?? publicUrl;
  const hasProvider = google.config !== null || oidc.config !== null;
  const othersReachUs = reasonOthersReachUs(settings, { publicUrl, frontendUrl });
  const isLoopback = LOOPBACK_HOSTS.has(settings.HOST);
  const localSignIn = !hasProvider && othersReachUs === null && !isProduction;
  if (!hasProvider && !localSignIn) {
    problems.push(
      `${othersReachUs ?? "NODE_ENV is production"}, but no way to sign in is configured. ` +
        "Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET. " +
        "To try oschat on this machine only, leave HOST, PUBLIC_URL, TRUSTED_PROXIES and NODE_ENV unset.",
    );
  }
  if (new URL(frontendUrl).protocol !== new URL(publicUrl).protocol) {
    problems.push(
      "FRONTEND_URL and PUBLIC_URL must both be https or both be http: browsers send no cookie from one to the other.",
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    host: settings.HOST,
    port: settings.PORT,
    isProduction,
    publicUrl,
    frontendUrl,
    allowedOrigins: allowedOrigins(publicUrl, frontendUrl, isLoopback ? settings.PORT : null),
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL ?? null,
    databasePoolSize: settings.DATABASE_POOL_SIZE,
    jwtSecret: settings.JWT_SECRET ?? null,
    google: google.config,
    oidc: oidc.config,
    localSignIn,
    trustedProxies: settings.TRUSTED_PROXIES,
    rateLimits: settings.RATE_LIMITS === "on" ? rateLimits(settings) : null,
    socketsPerPerson: settings.SOCKETS_PER_PERSON,
    logLevel: settings.LOG_LEVEL ?? "info",
    webDir: settings.WEB_DIR === undefined ? defaults.webDir : resolve(settings.WEB_DIR),
  };
}

/** A clause that says why people on other machines can come here; null when only this machine can. */
function reasonOthersReachUs(
  settings: Environment,
  { publicUrl, frontendUrl }: { publicUrl: string; frontendUrl: string },
): string | null {
  const isLocal = (url: string) => LOOPBACK_HOSTS.has(new URL(url).hostname.replace(/^\[|\]$/g, ""));
  if (!LOOPBACK_HOSTS.has(settings.HOST)) return `HOST is ${settings.HOST}, so others can reach this server`;
  if (!isLocal(publicUrl)) return `PUBLIC_URL is ${publicUrl}, so others can reach this server`;
  if (!isLocal(frontendUrl)) return `FRONTEND_URL is ${frontendUrl}, so others can reach this server`;
  if (settings.TRUSTED_PROXIES > 0) return "TRUSTED_PROXIES is set, so others can reach this server through a proxy";
  return null;
}

function contradictions(settings: Environment, isProduction: boolean): string[] {
  const problems: string[] = [];
  if (isProduction && settings.JWT_SECRET === undefined) {
    problems.push("JWT_SECRET is required when NODE_ENV is production. Make one with: openssl rand -base64 48");
  }
  if (settings.JWT_SECRET !== undefined && !isStrong(settings.JWT_SECRET)) {
    problems.push(
      `JWT_SECRET is too weak: use at least ${MIN_SECRET_LENGTH} random characters, for instance from: openssl rand -base64 48`,
    );
  }
  if (isProduction && settings.RATE_LIMITS === "off") {
    problems.push("RATE_LIMITS=off is for load tests and refused when NODE_ENV is production.");
  }
  if (settings.FRONTEND_URL !== undefined && settings.PUBLIC_URL === undefined && isProduction) {
    problems.push("FRONTEND_URL is set but PUBLIC_URL is not: set PUBLIC_URL to the address of this server.");
  }
  return problems;
}

function isStrong(secret: string): boolean {
  return (
    secret.length >= MIN_SECRET_LENGTH &&
    new Set(secret).size >= 12 &&
    !/change.?me|secret|example|password/i.test(secret)
  );
}

function provider(settings: Environment, prefix: "GOOGLE" | "OIDC", publicUrl: string) {
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

function allowedOrigins(publicUrl: string, frontendUrl: string, loopbackPort: number | null): Set<string> {
  const origins = new Set([publicUrl, frontendUrl]);
  if (loopbackPort !== null) {
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) origins.add(`http://${host}:${loopbackPort}`);
  }
  return origins;
}
