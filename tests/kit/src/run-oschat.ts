/** The operator's command, as it is run beside a server. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { World } from "./world.ts";

const COMMAND = fileURLToPath(new URL("../../../apps/server/src/cli/oschat.ts", import.meta.url));
const run = promisify(execFile);

export interface CommandOutcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** @param env settings beside those of the world, or in their place */
export async function runOschat(
  world: Pick<World, "databaseUrl" | "dataDir" | "config">,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandOutcome> {
  const settings = {
    DATABASE_URL: world.databaseUrl,
    DATA_DIR: world.dataDir,
    JWT_SECRET: world.config.jwtSecret ?? "",
    PORT: String(world.config.port),
  };
  try {
    const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", COMMAND, ...args], {
      env: { PATH: process.env.PATH, ...settings, ...env },
      maxBuffer: 50_000_000,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as CommandOutcome;
  }
}
