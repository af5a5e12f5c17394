/** Scenarios one after the other, each with every seed, with a line about each. */
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMissing } from "./box/needs.ts";
import { buildPrograms, type Programs } from "./box/programs.ts";
import { describeFigures, describeViolations } from "./report.ts";
import { runScenario } from "./run.ts";
import { SCENARIOS } from "./scenarios/index.ts";

export interface MatrixOrder {
  names: readonly string[];
  seeds: readonly number[];
  /** How long each load runs. */
  seconds: number;
  /** A file to which a line about each run is appended, for programs. */
  json: string | null;
}

type Verdict = "passed" | "failed" | "skipped";

/** @returns whether nothing failed. What a failed run left is kept, and how to repeat it is printed. */
export async function runMatrix({ names, seeds, seconds, json }: MatrixOrder): Promise<boolean> {
  const programs = await buildPrograms([]);
  const tally: Record<Verdict, number> = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    for (const seed of seeds) {
      const { verdict, ...line } = await runOne(name, { seed, seconds, programs });
      tally[verdict] += 1;
      if (json !== null)
        await appendFile(json, `${JSON.stringify({ scenario: name, seed, seconds, verdict, ...line })}\n`);
    }
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  return tally.failed === 0;
}

async function runOne(
  name: string,
  { seed, seconds, programs }: { seed: number; seconds: number; programs: Programs },
): Promise<{ verdict: Verdict } & Record<string, unknown>> {
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const missing = await findMissing(scenario.needs ?? []);
  if (missing.length > 0) {
    console.log(`SKIPPED ${name} seed ${seed}: ${missing.join("; ")}`);
    return { verdict: "skipped", missing };
  }
  const folder = await mkdtemp(join(tmpdir(), `oschat-faults-${name}-${seed}-`));
  const howToRepeat =
    `        history: ${folder}\n` +
    `        again:   npm run faults -- --scenario ${name} --seed ${seed} --minutes ${seconds / 60}`;
  try {
    const { violations, figures } = await runScenario({ name, scenario, seed, seconds, folder, programs });
    const isGood = violations.length === 0;
    console.log(`${isGood ? "ok     " : "FAILED "} ${name} seed ${seed}: ${describeFigures(figures)}`);
    if (isGood) await rm(folder, { recursive: true, force: true });
    else console.log(`${describeViolations(violations)}\n${howToRepeat}`);
    return { verdict: isGood ? "passed" : "failed", figures, violations };
  } catch (error) {
    console.log(`FAILED  ${name} seed ${seed} could not be carried out: ${(error as Error).stack}\n${howToRepeat}`);
    return { verdict: "failed", error: String(error) };
  }
}
