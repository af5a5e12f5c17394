import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const SECRET = "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Se_Ai";
const GOOGLE = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" };
const read = (env: Record<string, string>) => readConfig(env, { webDir: "/web" });

function problemsOf(env: Record<string, string>): string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  it("need not be given: this machine only, the embedded database, sign-in by name", () => {
    expect(read({})).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://localhost:3000",
      frontendUrl: "http://localhost:3000",
      databaseUrl: null,
      jwtSecret: null,
      localSignIn: true,
      rateLimits: { person: 1_200, lookups: 400 },
    });
  });

  it("given empty count as not given", () => {
    expect(read({ PORT: "", DATABASE_URL: "", JWT_SECRET: "", GOOGLE_CLIENT_ID: "" })).toEqual(read({}));
  });

  it.each([
    [{ HOST: "0.0.0.0" }, /^HOST is 0\.0\.0\.0/],
    [{ PUBLIC_URL: "https://chat.example" }, /^PUBLIC_URL is https:\/\/chat\.example, so others can reach/],
    [{ TRUSTED_PROXIES: "1" }, /^TRUSTED_PROXIES is set/],
    [{ NODE_ENV: "production", JWT_SECRET: SECRET }, /^NODE_ENV is production, but no way to sign in/],
    [{ NODE_ENV: "production", ...GOOGLE }, /^JWT_SECRET is required/],
    [{ ...GOOGLE, PUBLIC_URL: "https://a.example", FRONTEND_URL: "http://b.example" }, /must both be https/],
    [{ ...GOOGLE, GOOGLE_CALLBACK_URL: "https://b.example/auth/google/callback" }, /^GOOGLE_CALLBACK_URL must be on/],
    [{ JWT_SECRET: "short" }, /^JWT_SECRET is too weak/],
    [{ JWT_SECRET: SECRET, JWT_SECRET_PREVIOUS: "short" }, /^JWT_SECRET_PREVIOUS is too weak/],
    [{ JWT_SECRET: SECRET, JWT_SECRET_PREVIOUS: SECRET }, /^JWT_SECRET_PREVIOUS is used for something else/],
    [{ JWT_SECRET: SECRET, ...GOOGLE, GOOGLE_CLIENT_SECRET: SECRET }, /^JWT_SECRET is used for something else/],
    [
      { JWT_SECRET: SECRET, DATABASE_URL: `postgres://o:${SECRET}@localhost/o` },
      /^JWT_SECRET is used for something else/,
    ],
    [{ JWT_SECRET: "a".repeat(64) }, /^JWT_SECRET is too weak/],
    [{ JWT_SECRET: `please-change-me-${SECRET}` }, /^JWT_SECRET is too weak/],
    [{ NODE_ENV: "production", JWT_SECRET: SECRET, RATE_LIMITS: "off", ...GOOGLE }, /^RATE_LIMITS=off/],
    [{ PORT: "9464", METRICS_PORT: "9464" }, /^METRICS_PORT and PORT are the same/],
    [{ METRICS_HOST: "0.0.0.0" }, /^METRICS_HOST is set but METRICS_PORT is not/],
    [{ GOOGLE_CLIENT_ID: "id" }, /also set GOOGLE_CLIENT_SECRET\.$/],
    [{ OIDC_ISSUER: "https://id.example" }, /also set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET\.$/],
    [{ OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "secret" }, /also set OIDC_ISSUER\.$/],
    [{ PORT: "http" }, /^PORT: /],
    [{ DATABASE_URL: "mysql://localhost/oschat" }, /^DATABASE_URL: /],
  ])("{A17, S5} that cannot be are refused with what to do: %j", (env, sentence) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(sentence)]);
  });

  it("are refused all at once", () => {
    const problems = problemsOf({ HOST: "0.0.0.0", NODE_ENV: "production", RATE_LIMITS: "off", OIDC_CLIENT_ID: "id" });
    expect(problems).toHaveLength(4);
  });

  it("{A17} let others in once there is a way to sign in, and then nobody by name", () => {
    expect(read({ HOST: "0.0.0.0", ...GOOGLE })).toMatchObject({
      localSignIn: false,
      google: { callbackUrl: "http://localhost:3000/auth/google/callback" },
    });
    expect(read({ NODE_ENV: "production", JWT_SECRET: SECRET, ...GOOGLE }).localSignIn).toBe(false);
  });

  it("{C1, G7} name the only web pages that may call with a cookie", () => {
    const { allowedOrigins } = read({ HOST: "0.0.0.0", ...GOOGLE, PUBLIC_URL: "https://chat.example/" });
    expect([...allowedOrigins]).toEqual(["https://chat.example"]);
  });
});
