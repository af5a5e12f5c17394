/**
 * What the log says of an error: its kind and where it came from. Not everything that hangs on it: PostgreSQL's errors carry the rows and
 * values they are about.
 */

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  /** Names in the schema, of an error of PostgreSQL. */
  table?: string;
  constraint?: string;
  stack: string[];
}

/** Messages of this class quote the value that was not accepted. */
const DATA_EXCEPTION = /^22/;
const MOST_CHARACTERS = 300;

/** For pino's `err`. */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: [] };
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  const isQuoting = typeof code === "string" && DATA_EXCEPTION.test(code);
  return {
    type: error.name,
    message: isQuoting ? "a value was not accepted" : error.message.slice(0, MOST_CHARACTERS),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof table === "string" ? { table } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    stack: (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at ")),
  };
}
