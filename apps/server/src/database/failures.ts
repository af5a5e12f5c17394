/** What PostgreSQL's and the driver's errors mean to us. */

/** Connection exceptions, out of disk, memory or connections, shutting down, starting up, lock or statement time-out, disk errors. */
const UNAVAILABLE = /^(08|53|57P|55P03|57014|58030)/;
const CONNECTION_FAILED = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
const DRIVER_SAYS =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable/i;
const NO_CONNECTION = /timeout exceeded when trying to connect|Connection terminated due to connection timeout/i;
const LOCK_TIMEOUT = "55P03";
const UNIQUE_VIOLATION = "23505";

/** True when the database could not be reached or gave up; what was asked may or may not have happened. */
export function isDatabaseFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error) ?? "";
  return UNAVAILABLE.test(code) || CONNECTION_FAILED.has(code) || DRIVER_SAYS.test(error.message);
}

/** True when the statement never reached the database: nothing has happened. */
export function isNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === "ECONNREFUSED" || codeOf(error) === "53300" || NO_CONNECTION.test(error.message);
}

/** True when somebody else held the row too long: nothing has happened. */
export function isLockTimeout(error: unknown): boolean {
  return codeOf(error) === LOCK_TIMEOUT;
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === UNIQUE_VIOLATION;
}

/** True when our side gave up waiting for an answer; the connection is of no more use. */
export function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.includes("Query read timeout");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
