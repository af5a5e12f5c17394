/** Secrets that the server makes for itself on first start and keeps in the data directory, readable by its user alone. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Config } from "./config.ts";

const Secrets = z.object({ jwtSecret: z.string().min(32), databasePassword: z.string().min(32) });
export type Secrets = z.infer<typeof Secrets>;

/** This installation's secrets. Where all are configured, nothing is written: the data directory may be missing or read-only. */
export async function secretsFor({
  jwtSecret,
  databaseUrl,
  dataDir,
}: Pick<Config, "jwtSecret" | "databaseUrl" | "dataDir">): Promise<Secrets> {
  if (jwtSecret !== null && databaseUrl !== null) return { jwtSecret, databasePassword: "" };
  const secrets = await loadSecrets(dataDir);
  return { ...secrets, jwtSecret: jwtSecret ?? secrets.jwtSecret };
}

/**
 * Reads the data directory's secrets, making them when there are none. The file appears complete or not at all, so two
 * processes that start at once agree.
 */
async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  await mkdir(dataDir, { recursive: true });
  if (!existsSync(file)) await makeSecrets(file);
  return Secrets.parse(JSON.parse(await readFile(file, "utf8")));
}

async function makeSecrets(file: string): Promise<void> {
  const secrets: Secrets = {
    jwtSecret: randomBytes(48).toString("base64url"),
    databasePassword: randomBytes(48).toString("base64url"),
  };
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
