/**
 * `npm run faults`: breaks things while people write, and checks that nothing was lost, doubled or leaked.
 *
 *   npm run faults -- --list
 *   npm run faults -- --scenario T-ack,T-dup --seed 7 --minutes 0.5
 *   npm run faults -- --seeds 1,2,3 --json figures.jsonl      every scenario with three seeds
 *
 * Ends with 1 when an invariant was violated. What a failed run left is kept, and how to repeat it is printed.
 */
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findMissing } from "./box/needs.ts";
import { buildPrograms } from "./box/programs.ts";
import { describeFigures, describeViolations } from "./report.ts";
import { runScenario } from "./run.ts";
import { SCENARIOS } from "./scenarios/index.ts";

const { values: options } = parseArgs({
  options: {
    scenario: { type: "string" },
    seed: { type: "string" },
    seeds: { type: "string" },
    minutes: { type: "string", default: "0.4" },
    json: { type: "string" },
    list: { type: "boolean", default: false },
  },
});

const names = options.scenario?.split(",") ?? Object.keys(SCENARIOS);
const seeds = (options.seeds ?? options.seed ?? String(Math.floor(Math.random() * 1e6))).split(",").map(Number);
const seconds = Number(options.minutes) * 60;
const unknown = names.filter((name) => SCENARIOS[name] === undefined);

if (options.list) {
  for (const [name, { title }] of Object.entries(SCENARIOS)) console.log(`${name.padEnd(10)} ${title}`);
} else if (unknown.length > 0 || seeds.some(Number.isNaN) || !(seconds > 0)) {
  if (unknown.length > 0) console.error(`There is no scenario ${unknown.join(", ")}. See: npm run faults -- --list`);
  else console.error("Seeds and minutes are numbers, as in: npm run faults -- --seed 7 --minutes 0.5");
  process.exitCode = 1;
} else {
  await runAll();
}
process.exit();

async function runAll(): Promise<void> {
  const programs = await buildPrograms();
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    for (const seed of seeds) tally[await runOne(name, seed, programs)] += 1;
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  if (tally.failed > 0) process.exitCode = 1;
}

async function runOne(
  name: string,
  seed: number,
  programs: Awaited<ReturnType<typeof buildPrograms>>,
): Promise<"passed" | "failed" | "skipped"> {
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const missing = await findMissing(scenario.needs ?? []);
  if (missing.length > 0) {
    console.log(`SKIPPED ${name} seed ${seed}: ${missing.join("; ")}`);
    await note({ scenario: name, seed, skipped: missing });
    return "skipped";
  }
  const folder = await mkdtemp(join(tmpdir(), `oschat-faults-${name}-${seed}-`));
  try {
    const { violations, figures } = await runScenario({ name, scenario, seed, seconds, folder, programs });
    await note({ scenario: name, seed, seconds, figures, violations });
    console.log(`${violations.length === 0 ? "ok     " : "FAILED "} ${name} seed ${seed}: ${describeFigures(figures)}`);
    if (violations.length === 0) {
      await rm(folder, { recursive: true, force: true });
      return "passed";
    }
    console.log(describeViolations(violations));
  } catch (error) {
    await note({ scenario: name, seed, error: String(error) });
    console.log(`FAILED  ${name} seed ${seed} could not be carried out: ${(error as Error).stack}`);
  }
  console.log(`        history: ${folder}`);
  console.log(`        again:   npm run faults -- --scenario ${name} --seed ${seed} --minutes ${options.minutes}`);
  return "failed";
}

async function note(line: object): Promise<void> {
  if (options.json !== undefined) await appendFile(options.json, `${JSON.stringify(line)}\n`);
}
