/** What the operator reads when the server cannot start or go on: what to do where that is known, everything we know otherwise. */
import { ConfigError } from "./config.ts";
import { AnotherServer } from "./database/only-server.ts";

export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) {
    return `oschat cannot start:\n${error.problems.map((problem) => `  - ${problem}`).join("\n")}`;
  }
  if (error instanceof AnotherServer) return `oschat cannot serve: ${error.message}`;
  if (!(error instanceof Error)) return `oschat stopped: ${String(error)}`;
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (syscall === "listen" && code === "EADDRINUSE") {
    return `oschat cannot start: port ${port} is taken by another program. Stop it, or set PORT to another number.`;
  }
  if (syscall === "listen" && code === "EACCES") {
    return `oschat cannot start: port ${port} needs more rights. Set PORT to a number above 1023, and put a proxy in front.`;
  }
  if (syscall === "connect" || code === "ENOTFOUND") {
    return `oschat cannot start: the database cannot be reached (${error.message}). Is it running, and is DATABASE_URL right?`;
  }
  return `oschat stopped: ${error.stack ?? error.message}`;
}
