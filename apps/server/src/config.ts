/**
 * The only reader of the environment. Everything the operator can set, validated at start; all contradictions are reported at
 * once, each with what to do.
 */
import { resolve } from "node:path";
import { z } from "zod";
import { readSettingFiles } from "./config-files.ts";
import { LimitSettings, type RateLimits, rateLimits } from "./config-limits.ts";
import { type OidcProviderConfig, ProviderSettings, pictureHosts, readProvider } from "./config-providers.ts";

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
  /** Null: this server works alone. What `prefix` separates shares nothing. */
  redis: { url: string; prefix: string } | null;
  /** Null: generated on first start into `dataDir`. */
  jwtSecret: string | null;
  /** Signed tokens until lately: they count until they expire. */
  jwtSecretPrevious: string | null;
  google: OidcProviderConfig | null;
  oidc: OidcProviderConfig | null;
  /** Signing in by name alone, for trying out: only on loopback, only with no provider. */
  localSignIn: boolean;
  /** Hosts from which people's pictures are taken, as content security policies write them: `pictures.example`, `*.example`. */
  pictureHosts: readonly string[];
  /** How many proxies in front may be believed about the client's address. */
  trustedProxies: number;
  /** Null: nothing is limited. */
  rateLimits: RateLimits | null;
  /** Sockets one person may have open at once. */
  socketsPerPerson: number;
  /** Where Prometheus reads; null: nothing is measured. */
  metrics: { host: string; port: number } | null;
  /** The OpenTelemetry collector that gets traces, without a trailing slash; null: nothing is traced. */
  tracing: { endpoint: string } | null;
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

/** Every setting, with its default. */
export const Environment = z.object({
  NODE_ENV: text,
  HOST: z.preprocess(absent, z.string().default("127.0.0.1")),
  PORT: z.preprocess(absent, z.coerce.number().int().min(1).max(65_535).default(3000)),
  PUBLIC_URL: origin,
  FRONTEND_URL: origin,
  DATA_DIR: z.preprocess(absent, z.string().default("./data")),
  DATABASE_URL: z.preprocess(absent, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATABASE_POOL_SIZE: z.preprocess(absent, z.coerce.number().int().min(2).max(200).default(10)),
  REDIS_URL: z.preprocess(absent, z.url({ protocol: /^rediss?$/ }).optional()),
  REDIS_PREFIX: z.preprocess(
    absent,
    z
      .string()
      .regex(/^[\w:.-]{1,64}$/)
      .default("oschat"),
  ),
  JWT_SECRET: text,
  JWT_SECRET_PREVIOUS: text,
  ...ProviderSettings.shape,
  TRUSTED_PROXIES: z.preprocess(absent, z.coerce.number().int().min(0).max(10).default(0)),
  RATE_LIMITS: z.preprocess(absent, z.enum(["on", "off"]).default("on")),
  ...LimitSettings.shape,
  METRICS_HOST: text,
  METRICS_PORT: z.preprocess(absent, z.coerce.number().int().min(1).max(65_535).optional()),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.preprocess(absent, z.url({ protocol: /^https?$/ }).optional()),
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
  const files = readSettingFiles(env);
  const parsed = Environment.safeParse(files.env);
  if (!parsed.success) {
    const misformed = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}.`);
    throw new ConfigError([...files.problems, ...misformed]);
  }
  const settings = parsed.data;
  const isProduction = settings.NODE_ENV === "production";
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  const google = readProvider(settings, "GOOGLE", publicUrl);
  const oidc = readProvider(settings, "OIDC", publicUrl);
  const problems = [...files.problems, ...google.problems, ...oidc.problems, ...contradictions(settings, isProduction)];
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
    redis: settings.REDIS_URL === undefined ? null : { url: settings.REDIS_URL, prefix: settings.REDIS_PREFIX },
    jwtSecret: settings.JWT_SECRET ?? null,
    jwtSecretPrevious: settings.JWT_SECRET_PREVIOUS ?? null,
    google: google.config,
    oidc: oidc.config,
    localSignIn,
    pictureHosts: pictureHosts(settings, { google: google.config, oidc: oidc.config }),
    trustedProxies: settings.TRUSTED_PROXIES,
    rateLimits: settings.RATE_LIMITS === "on" ? rateLimits(settings) : null,
    socketsPerPerson: settings.SOCKETS_PER_PERSON,
    metrics:
      settings.METRICS_PORT === undefined
        ? null
        : { host: settings.METRICS_HOST ?? "127.0.0.1", port: settings.METRICS_PORT },
    tracing:
      settings.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : { endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, "") },
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
  for (const name of ["JWT_SECRET", "JWT_SECRET_PREVIOUS"] as const) {
    const secret = settings[name];
    if (secret === undefined) continue;
    if (!isStrong(secret)) {
      problems.push(
        `${name} is too weak: use at least ${MIN_SECRET_LENGTH} random characters, for instance from: openssl rand -base64 48`,
      );
    }
    if (usedElsewhere(settings, name).includes(secret)) {
      problems.push(`${name} is used for something else as well: every secret serves one purpose. Make a new one.`);
    }
  }
  if (settings.REDIS_URL !== undefined && (settings.DATABASE_URL === undefined || settings.JWT_SECRET === undefined)) {
    problems.push(
      "REDIS_URL is for several servers on one database: set DATABASE_URL and JWT_SECRET as well, the same on each of them.",
    );
  }
  if (isProduction && settings.RATE_LIMITS === "off") {
    problems.push("RATE_LIMITS=off is for load tests and refused when NODE_ENV is production.");
  }
  if (settings.METRICS_PORT === settings.PORT) {
    problems.push("METRICS_PORT and PORT are the same: give metrics a port of their own, which people cannot reach.");
  }
  if (settings.METRICS_HOST !== undefined && settings.METRICS_PORT === undefined) {
    problems.push("METRICS_HOST is set but METRICS_PORT is not: set METRICS_PORT, for instance to 9464.");
  }
  if (settings.FRONTEND_URL !== undefined && settings.PUBLIC_URL === undefined && isProduction) {
    problems.push("FRONTEND_URL is set but PUBLIC_URL is not: set PUBLIC_URL to the address of this server.");
  }
  return problems;
}

/** Everything else that is to be kept secret. */
function usedElsewhere(settings: Environment, name: "JWT_SECRET" | "JWT_SECRET_PREVIOUS"): (string | undefined)[] {
  const { JWT_SECRET, GOOGLE_CLIENT_SECRET, OIDC_CLIENT_SECRET, DATABASE_URL } = settings;
  const databasePassword = DATABASE_URL === undefined ? undefined : decodeURIComponent(new URL(DATABASE_URL).password);
  const signing = name === "JWT_SECRET_PREVIOUS" ? JWT_SECRET : undefined;
  return [signing, GOOGLE_CLIENT_SECRET, OIDC_CLIENT_SECRET, databasePassword];
}

function isStrong(secret: string): boolean {
  return (
    secret.length >= MIN_SECRET_LENGTH &&
    new Set(secret).size >= 12 &&
    !/change.?me|secret|example|password/i.test(secret)
  );
}

function allowedOrigins(publicUrl: string, frontendUrl: string, loopbackPort: number | null): Set<string> {
  const origins = new Set([publicUrl, frontendUrl]);
  if (loopbackPort !== null) {
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) origins.add(`http://${host}:${loopbackPort}`);
  }
  return origins;
}
