/**
 * Structured logs: JSON lines, or readable ones on a terminal. Nothing personal and nothing secret is logged: no message bodies,
 * e-mail addresses, tokens, cookies or codes; ids, and network addresses where they are what an operator looks for.
 */
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from "pino";
import { describeError } from "./describe-error.ts";

export type Log = Logger;

/**
 * @param level the least severe level that is written
 * @param destination gets the lines; the standard output unless given
 */
export async function createLog(level: string, destination?: DestinationStream): Promise<Log> {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'],
  };
  if (destination !== undefined) return pino(options, destination);
  if (!process.stdout.isTTY) return pino(options);
  const { default: pretty } = await import("pino-pretty");
  return pino(options, pretty({ ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" }));
}
