#!/usr/bin/env node
import { COMMANDS } from "./commands.ts";
/**
 * The operator's one command: `npm run oschat -- <command>` here, `oschat <command>` in an image. Run it on the server's machine, with
 * the server's settings. Exit code 0: done; 1: it could not be done; 2: it was asked for wrongly.
 */
import { exitCodeFor, explain } from "./explain.ts";
import { helpText } from "./help.ts";

async function main([name = "help", ...args]: string[]): Promise<void> {
  if (name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(helpText(COMMANDS));
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : null;
  if (command === null) {
    process.stderr.write(`There is no command "${name}". See: oschat help\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const { perform } = await command.load();
    await perform(args);
  } catch (error) {
    process.stderr.write(`${explain(error, command.usage)}\n`);
    process.exitCode = exitCodeFor(error);
  }
}

// Whoever reads may have read enough: `oschat export-user … | head`.
process.stdout.on("error", () => process.exit(1));
await main(process.argv.slice(2));
