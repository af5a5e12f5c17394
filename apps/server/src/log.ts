/**
 * Structured logs: JSON lines, or readable ones on a terminal. Nothing personal and nothing secret is logged: no message bodies,
 * e-mail addresses, tokens, cookies or codes; ids only.
 */
import { type Logger, type LoggerOptions, pino } from "pino";

export type Log = Logger;

/** @param level the least severe level that is written */
export async function createLog(level: string): Promise<Log> {
  const options: LoggerOptions = {
    level,
    base: null,
    redact: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'],
  };
  if (!process.stdout.isTTY) return pino(options);
  const { default: pretty } = await import("pino-pretty");
  return pino(options, pretty({ ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" }));
}
