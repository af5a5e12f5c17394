/**
 * Structured logs: JSON lines, or readable ones on a terminal. Nothing personal and nothing secret is logged: no message bodies,
 * e-mail addresses, tokens, cookies or codes; ids only.
 */
import { type Logger, type LoggerOptions, pino } from "pino";
import pretty from "pino-pretty";

export type Log = Logger;

/** @param level the least severe level that is written */
export function createLog(level: string): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    redact: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'],
  };
  return process.stdout.isTTY
    ? pino(options, pretty({ ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" }))
    : pino(options);
}
