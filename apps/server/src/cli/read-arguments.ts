/** Arguments as they are typed. */
import { parseArgs } from "node:util";
import { Email } from "@oschat/protocol";
import { Misuse } from "./explain.ts";

/** For commands that take none. */
export function requireNone(args: string[]): void {
  parseArgs({ args, options: {} });
}

/** @throws {Misuse} unless there is exactly one, and it is an e-mail address */
export function readEmail(args: readonly string[]): string {
  const email = Email.safeParse(args[0]);
  if (!email.success || args.length > 1) throw new Misuse("Name one e-mail address.");
  return email.data;
}

/** @throws {Misuse} unless there is exactly one */
export function readFileName(args: readonly string[]): string {
  const [file] = args;
  if (file === undefined || file === "" || args.length > 1) throw new Misuse("Name one file.");
  return file;
}
