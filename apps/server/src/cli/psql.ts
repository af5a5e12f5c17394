/** `oschat psql` */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Advice } from "./explain.ts";
import { onInstallation } from "./installation.ts";

export async function perform(args: string[]): Promise<void> {
  await onInstallation(async ({ database }) => {
    const terminal = spawn("psql", [database.url, ...args], { stdio: "inherit" });
    const failure = once(terminal, "error").then(() => {
      throw new Advice(
        "psql is not installed here. Install PostgreSQL's client (on Debian: apt-get install postgresql-client).",
      );
    });
    const [code] = await Promise.race([once(terminal, "exit"), failure]);
    process.exitCode = typeof code === "number" ? code : 1;
  });
}
