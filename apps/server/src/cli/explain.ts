/** What went wrong, as one sentence for a terminal. */
import { Refusal } from "@oschat/protocol";
import { ConfigError } from "../config.ts";
import { AnotherServer } from "../database/only-server.ts";

/** What the operator has to do differently. */
export class Advice extends Error {
  override readonly name: string = "Advice";
}

/** The command was called wrongly. */
export class Misuse extends Advice {
  override readonly name = "Misuse";
}

export function explain(error: unknown, usage: string): string {
  if (error instanceof Misuse || isBadArgument(error)) return `${(error as Error).message} Usage: oschat ${usage}`;
  if (error instanceof Advice || error instanceof ConfigError || error instanceof Refusal) return error.message;
  if (error instanceof AnotherServer) return "An oschat server works on this database. Stop it first.";
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "42P01") return "The database is empty. Start the server once, or run: oschat migrate";
  if (code === "ECONNREFUSED") return "The database cannot be reached. Is it running, and is DATABASE_URL right?";
  return error.message;
}

export function exitCodeFor(error: unknown): number {
  return error instanceof Misuse || isBadArgument(error) ? 2 : 1;
}

/** What `parseArgs` throws. */
function isBadArgument(error: unknown): boolean {
  return error instanceof Error && ((error as NodeJS.ErrnoException).code ?? "").startsWith("ERR_PARSE_ARGS");
}
