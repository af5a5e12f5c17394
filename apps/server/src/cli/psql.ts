/** `npm run db:psql`: PostgreSQL's own terminal on this installation's database. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Advice, runCommand } from "./command.ts";

runCommand({
  usage: "npm run db:psql",
  readOrder: () => process.argv.slice(2),
  needsInstallation: true,
  run: async (args, { database }) => {
    const terminal = spawn("psql", [database.url, ...args], { stdio: "inherit" });
    const failure = once(terminal, "error").then(() => {
      throw new Advice(
        "psql is not installed here. Install PostgreSQL's client (on Debian: apt-get install postgresql-client).",
      );
    });
    const [code] = await Promise.race([once(terminal, "exit"), failure]);
    process.exitCode = typeof code === "number" ? code : 1;
  },
});
