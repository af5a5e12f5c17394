/** `oschat doctor`: what is wrong with this installation, and the fix for each. Exit code 1 when anything is. */
import { ConfigError, readConfig } from "../config.ts";
import { examine } from "../operations/doctor/examine.ts";
import { type Finding, wrong } from "../operations/doctor/finding.ts";
import { onInstallation } from "./installation.ts";
import { requireNone } from "./read-arguments.ts";

const SIGNS: Record<Finding["state"], string> = { ok: "ok  ", "worth knowing": "note", wrong: "FIX " };

export async function perform(args: string[]): Promise<void> {
  requireNone(args);
  const findings = await examineAll();
  for (const { state, what, fix } of findings) {
    process.stdout.write(`${SIGNS[state]}  ${what}\n${fix === undefined ? "" : `      ${fix}\n`}`);
  }
  const count = findings.filter(({ state }) => state === "wrong").length;
  process.stdout.write(count === 0 ? "\nNothing is wrong.\n" : `\n${count} to put right.\n`);
  if (count > 0) process.exitCode = 1;
}

async function examineAll(): Promise<Finding[]> {
  try {
    const config = readConfig(process.env, { webDir: "" });
    if (config.databaseUrl !== null) return await examine(config, config.databaseUrl);
    let findings: Finding[] = [];
    await onInstallation(async ({ database }) => {
      findings = await examine(config, database.url);
    });
    return findings;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => wrong(problem, "Change it in the environment, or in .env."));
  }
}
