/** Secrets may be given as the name of a file that holds them (`JWT_SECRET_FILE`), as containers and service managers hand them over. */
import { readFileSync } from "node:fs";

/** Settings for which a file may be named instead. */
export const SETTINGS_FROM_FILES = [
  "DATABASE_URL",
  "REDIS_URL",
  "JWT_SECRET",
  "JWT_SECRET_PREVIOUS",
  "GOOGLE_CLIENT_SECRET",
  "OIDC_CLIENT_SECRET",
] as const;

/** The environment with what the named files hold, and what is wrong with them. */
export function readSettingFiles(env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; problems: string[] } {
  const held: NodeJS.ProcessEnv = {};
  const problems: string[] = [];
  for (const name of SETTINGS_FROM_FILES) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) {
      problems.push(`${name} and ${name}_FILE are both set: leave one of them out.`);
      continue;
    }
    try {
      held[name] = readFileSync(file, "utf8").trim();
    } catch (error) {
      problems.push(`${name}_FILE is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
    }
  }
  return { env: { ...env, ...held }, problems };
}
